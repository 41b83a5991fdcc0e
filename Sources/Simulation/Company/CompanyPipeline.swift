internal import Features

/// The settings files of a company: one over its raw events, one over the prepared table.
struct CompanyPipeline {
    let world: World
    let scenario: Scenario

    private var window: Int { Int(world.settings.windowOrDefault.inDays) }
    private var ask: Int { Int(world.settings.askOrDefault.inDays) }
    private var groupField: String? { world.settings.group?.field }

    /// Whether slices share accounts, without which some planted leaks could not be.
    private var sharesAccounts: Bool {
        world.has(.accountAcrossSlices) || world.has(.duplicateAcrossSlices)
    }

    /// `pipeline.yaml`.
    var text: String {
        """
        # Written by leadline simulate; the data are simulated.
        version: 1
        name: \(scenario.name)
        title: Will a lead that is still open after \(ask) days convert within \(window) days of its creation?
        data:
          provenance: simulated
          description: \(world.settings.leads) simulated leads over twelve channels, seed \(world.seed)
          zone: UTC
        unit: lead

        sources:
        \(CompanySources(world: world).text)
        label:
          version: 1
          name: converts within \(window) days of creation
          outcome: {kind: subscription.started}
          window: \(window)d
          from: anchor

        cutoffs:
          anchored: {kind: lead.created, after: \(ask)d}

        eligible:
          has: [lead.created]
          without: [subscription.started, lead.declined]

        slices:
          train: \(world.slices.train)
          calibrate: \(world.slices.calibrate)
          test: \(world.slices.test)
          embargo: 0d
          disjoint: \(sharesAccounts ? "none" : "account")

        features:
        \(features.map { "  \($0.name): {\($0.definition)}" }.joined(separator: "\n"))

        model:
          inputs:
        \(features.map { "    \($0.name): [\($0.transform)]" }.joined(separator: "\n"))
          penalty: 1.0
          minimumCount: 20
          seed: 1

        calibration: {method: platt}

        \(rules)evaluation:
          top: 0.1
          capacity: \(max(1, world.settings.leads / 40))\(groups)

        gates:
          - {metric: auroc, bound: lower, value_threshold: {lower_bound: 0.5}}

        audit:
          # What cannot be otherwise; a source whose clock is wrong breaks it.
          orders:
            - {first: lead.created, then: feature.used}
            - {first: email.sent, then: email.opened}
          # Sales calls those with high scores. With this line the audit says so of the calls:
          # scoring: {kind: score.assigned, attribute: value}

        """
    }

    /// `prepared.yaml`.
    var prepared: String {
        """
        # Written by leadline simulate; the data are simulated: the table as a notebook would make it.
        version: 1
        name: \(scenario.name)-prepared
        title: Will a lead that is still open after \(ask) days convert within \(window) days of its creation?
        data:
          provenance: simulated
          description: \(world.settings.leads) simulated leads as a prepared table, seed \(world.seed)
          zone: UTC
        unit: lead

        table:
          version: 1
          file: \(PreparedTable.name)
          format: {type: csv, delimiter: ",", header: 1}
          order: {asOf: asked_at}
          label: {field: converted, positive: "yes"}
          fields:
            asked_at: {type: instant, purpose: time, nulls: refuse}
            page_views: {type: number, purpose: feature, known: asOf, minimum: 0}
            chats: {type: number, purpose: feature, known: asOf, minimum: 0}
            mails: {type: number, purpose: feature, known: asOf, minimum: 0}
            forms: {type: number, purpose: feature, known: asOf, minimum: 0}
            uses: {type: number, purpose: feature, known: asOf, minimum: 0}
            score: {type: number, purpose: feature, known: asOf, minimum: 0, maximum: 100}
            industry: {type: text, purpose: feature, known: asOf}
            segment_rate: {type: number, purpose: feature, known: asOf, minimum: 0, maximum: 1}
            activity_scaled: {type: number, purpose: feature, known: asOf}
            converted: {type: text, purpose: label, known: afterOutcome, allowed: ["yes", "no"], nulls: refuse}
          slices: {train: \(PreparedTable.trainShare), calibrate: 0.2, test: 0.2}

        model: {penalty: 1.0, minimumCount: 20, seed: 1}
        calibration: {method: platt}

        rules:
          score: {feature: score}

        evaluation:
          top: 0.1
          capacity: \(max(1, world.settings.leads / 40))
          groups: [industry]

        gates:
          - {metric: auroc, bound: lower, value_threshold: {lower_bound: 0.5}}

        """
    }

    /// The groups of the evaluation, where there are features that tell them.
    private var groups: String {
        let names = (world.plantsBehaviour ? [] : ["origin"]) + [groupField].compactMap { $0 }
        return names.isEmpty ? "" : "\n  groups: [\(names.joined(separator: ", "))]"
    }

    /// Rules by features that pipelines of behaviour leave out.
    private var rules: String {
        world.plantsBehaviour
            ? ""
            : """
            rules:
              score: {feature: score}
              page-views: {feature: page-views}


            """
    }

    private struct Entry {
        var name: String
        var definition: String
        var transform: String
    }

    private var features: [Entry] { (world.plantsBehaviour ? behaviour : usual) + planted }

    private var behaviour: [Entry] {
        BehaviourFeatures(world: world).entries.map {
            Entry(name: $0.name, definition: $0.definition, transform: $0.transform)
        } + group
    }

    private var group: [Entry] {
        groupField.map { field in
            [
                Entry(
                    name: field, definition: "kind: attribute, of: lead.profiled, attribute: \(field)",
                    transform: "")
            ]
        } ?? []
    }

    private var usual: [Entry] {
        var entries: [Entry] = []
        func add(_ name: String, _ definition: String, _ transform: String = "log1p") {
            entries.append(Entry(name: name, definition: definition, transform: transform))
        }
        add("page-views", "kind: count, of: page.viewed, unit: pages")
        add("page-views-7", "kind: count, of: page.viewed, window: 7d, unit: pages")
        add("pricing-views", "kind: count, of: page.viewed, where: {page: pricing}, unit: pages")
        add("page-seconds", "kind: sum, of: page.viewed, attribute: seconds, unit: seconds")
        add("since-page", "kind: timeSinceLast, of: page.viewed, unit: days", "")
        add("chat-messages", "kind: count, of: chat.message, unit: messages")
        add("mails-sent", "kind: count, of: email.sent, unit: mails")
        add("mails-opened", "kind: count, of: email.opened, unit: mails")
        add("mails-clicked", "kind: count, of: email.clicked, unit: mails")
        add("forms", "kind: count, of: form.submitted, unit: forms")
        add("product-uses", "kind: count, of: feature.used, unit: uses")
        add("product-seconds", "kind: sum, of: feature.used, attribute: seconds, unit: seconds")
        add("calls", "kind: count, of: call.made, unit: calls")
        add("call-seconds", "kind: sum, of: call.made, attribute: value, unit: seconds")
        add("score", "kind: attribute, of: score.assigned, attribute: value, type: number", "")
        add("tickets", "kind: count, of: ticket.opened, unit: tickets")
        add("webinars", "kind: count, of: webinar.attended, unit: webinars")
        add("trials", "kind: count, of: trial.started, unit: trials", "")
        add("surveys", "kind: count, of: survey.answered, unit: surveys", "")
        add("consents", "kind: count, of: consent.granted, unit: consents", "")
        add("origin", "kind: attribute, of: lead.profiled, attribute: origin", "")
        add("country", "kind: attribute, of: lead.profiled, attribute: country", "")
        add("industry", "kind: attribute, of: account.described, attribute: industry, via: account", "")
        add(
            "employees",
            "kind: attribute, of: account.described, attribute: employees, type: number, via: account")
        add(
            "account-interest",
            "kind: attribute, of: account.described, attribute: interest, type: number, via: account", "")
        return entries + group
    }

    /// The features that leak because of what is planted.
    private var planted: [Entry] {
        var entries: [Entry] = []
        func add(_ name: String, _ definition: String, _ transform: String = "log1p") {
            entries.append(Entry(name: name, definition: definition, transform: transform))
        }
        let profile = "kind: attribute, of: lead.profiled, attribute"
        if world.has(.postOutcomeField) { add("close-value", "\(profile): close_value, type: number") }
        if world.has(.overwrittenField) { add("rating", "\(profile): rating", "") }
        if world.has(.missingness) { add("budget-band", "\(profile): budget_band", "") }
        if world.has(.accountAcrossSlices) { add("account-code", "\(profile): account_code", "") }
        if world.has(.lifetimeCount) { add("touch-count", "\(profile): touch_count, type: number") }
        if world.has(.backfilledValue) {
            add("budget-confirmed", "kind: count, of: budget.confirmed, unit: confirmations", "")
        }
        if world.has(.outcomeCausedActivity) {
            add("workspace-opened", "kind: count, of: workspace.opened, unit: workspaces", "")
        }
        return entries
    }
}
