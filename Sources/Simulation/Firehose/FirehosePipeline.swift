internal import Features

/// The pipeline file of a firehose: which leads order within a month, asked every week.
struct FirehosePipeline {
    let scenario: Scenario

    /// The file.
    var text: String {
        let plan = SlicePlan(days: scenario.days, window: max(1, min(30, scenario.days.count / 12)))
        return """
            # Written by leadline simulate; the data are simulated.
            version: 1
            name: \(scenario.name)
            title: Will a lead order within \(plan.window) days?
            data:
              provenance: simulated
              description: \(scenario.firehose?.leads ?? 0) simulated leads, seed \(scenario.seed ?? 1)
              zone: UTC
            unit: lead

            sources:
              events:
                version: 1
                file: events.csv
                format: {type: csv, delimiter: ",", header: 1}
                history: full
                fields:
                  id: {type: text, purpose: identity, nulls: refuse}
                  lead: {type: key, namespace: lead, purpose: identity, nulls: refuse}
                  account: {type: key, namespace: account, purpose: feature, nulls: refuse}
                  kind: {type: text, purpose: filter, nulls: refuse}
                  channel: {type: text, purpose: filter, nulls: refuse}
                  occurred_at: {type: instant, purpose: time, nulls: refuse}
                  recorded_at: {type: instant, purpose: time, nulls: refuse}
                  amount: {type: number, purpose: feature, unit: USD, minimum: 0}
                  page: {type: text, purpose: feature}
                  seconds: {type: number, purpose: feature, unit: seconds, minimum: 0}
                events:
            \(events.joined(separator: "\n"))

            label:
              version: 1
              name: orders within \(plan.window) days
              outcome: {kind: order.placed}
              window: \(plan.window)d
              from: cutoff

            cutoffs:
              calendar: {from: \(plan.first), to: \(plan.last), every: week}

            eligible:
              has: [page.viewed]

            slices:
              train: \(plan.train)
              calibrate: \(plan.calibrate)
              test: \(plan.test)
              embargo: 0d
              disjoint: none

            features:
            \(features.map { "  \($0.name): {\($0.definition)}" }.joined(separator: "\n"))

            model:
              inputs:
            \(features.map { "    \($0.name): [\($0.transform)]" }.joined(separator: "\n"))
              penalty: 1.0
              seed: 1

            calibration: {method: platt}

            rules:
              orders: {feature: orders-90}
              recency: {feature: since-event, better: lower}

            evaluation:
              top: 0.1
              capacity: 500

            gates:
              - {metric: auroc, bound: lower, value_threshold: {lower_bound: 0.5}}

            """
    }

    private var events: [String] {
        FirehoseCatalog.channels.enumerated().flatMap { index, channel in
            FirehoseCatalog.kindsOfChannel[index].map { kind in
                let name = FirehoseCatalog.kinds[Int(kind)]
                return "      - {kind: \(name), id: id, subject: lead, channel: \(channel), "
                    + "occurredAt: occurred_at, recordedAt: recorded_at, "
                    + "where: {kind: \(name), channel: \(channel)}, attributes: [account, amount, page, seconds]}"
            }
        }
    }

    private struct Entry {
        var name: String
        var definition: String
        var transform = "log1p"
    }

    /// Forty features, all but three over a window.
    private var features: [Entry] {
        var entries: [Entry] = []
        func add(_ name: String, _ definition: String, days: [Int], unit: String) {
            for day in days {
                entries.append(
                    Entry(name: "\(name)-\(day)", definition: "\(definition), window: \(day)d, unit: \(unit)")
                )
            }
        }
        add("events", "kind: count", days: [7, 30, 90, 180], unit: "events")
        add("pages", "kind: count, of: page.viewed", days: [7, 30, 90, 180], unit: "pages")
        add(
            "pricing", "kind: count, of: page.viewed, where: {page: pricing}", days: [7, 30, 90],
            unit: "pages")
        add("orders", "kind: count, of: order.placed", days: [30, 90, 180], unit: "orders")
        add(
            "order-value", "kind: sum, of: order.placed, attribute: amount", days: [30, 90, 180], unit: "USD")
        add("quotes", "kind: count, of: quote.sent", days: [30, 90], unit: "quotes")
        add("uses", "kind: count, of: feature.used", days: [7, 30, 90], unit: "uses")
        add("emails", "kind: count, of: email.clicked", days: [30, 90], unit: "clicks")
        add("chats", "kind: count, of: chat.message", days: [30, 90], unit: "messages")
        add("tickets", "kind: count, of: ticket.opened", days: [30, 90], unit: "tickets")
        add(
            "page-seconds", "kind: mean, of: page.viewed, attribute: seconds", days: [30, 90], unit: "seconds"
        )
        add("calls", "kind: sum, of: call.made, attribute: seconds", days: [90], unit: "seconds")
        add(
            "different-pages", "kind: distinct, of: page.viewed, attribute: page", days: [30, 90],
            unit: "pages")
        add("active-days", "kind: activeDays", days: [30, 90], unit: "days")
        add("largest-order", "kind: maximum, of: order.placed, attribute: amount", days: [180], unit: "USD")
        entries.append(
            Entry(name: "pace", definition: "kind: ratio, window: 14d, against: 60d, unit: times"))
        entries.append(
            Entry(name: "since-event", definition: "kind: timeSinceLast, unit: days", transform: ""))
        entries.append(
            Entry(
                name: "since-order", definition: "kind: timeSinceLast, of: order.placed, unit: days",
                transform: ""))
        entries.append(
            Entry(name: "since-first", definition: "kind: timeSinceFirst, unit: days", transform: ""))
        return entries
    }
}
