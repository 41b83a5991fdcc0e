import Features
import TestKit

/// Visitors of a made-up site who fill in a form sooner or later, so that a lead is known of; the same at every run.
struct WebForms {
    struct Visit {
        var visitor: String
        var at: Instant
    }

    struct Form {
        var visitor: String
        var lead: String
        var at: Instant
        /// When the site told the CRM who the visitor is.
        var synced: Instant
    }

    var visits: [Visit] = []
    var forms: [Form] = []
    /// By lead, when it was created: when the first form came in.
    var leads: [(lead: String, at: Instant)] = []
    /// By lead, when it was won.
    var wins: [(lead: String, at: Instant)] = []

    private static let start = Instant(year: 2024, month: 1, day: 1)

    init(seed: UInt64 = 7) {
        var random = SplitMix64(seed: seed)
        func later(_ time: Instant, _ minutes: Int) -> Instant {
            time + TimeSpan(microseconds: Int64(minutes) * 60_000_000)
        }
        for number in 0..<500 {
            // Every eighth lead sits at the computer of the one before.
            let visitor = "v\(number % 8 == 7 ? number - 1 : number)"
            let first = Self.start + .days(random.below(330)) + TimeSpan(microseconds: 3_600_000_000)
            let interest = random.below(9)
            for _ in 0..<interest {
                visits.append(Visit(visitor: visitor, at: later(first, random.below(20_000))))
            }
            let form = later(first, 5_000 + random.below(20_000))
            let synced = random.oneIn(3) ? form + .days(5 + random.below(40)) : form
            forms.append(Form(visitor: visitor, lead: "l\(number)", at: form, synced: synced))
            leads.append(("l\(number)", form))
            let patience = 40 + 400 / (1 + interest * interest)
            wins.append(("l\(number)", later(form, 1440 + random.below(1440 * patience))))
        }
    }

    /// The visits of whom a visitor was at a time, as far as it was known: that of its last form.
    func visits(of lead: String, at cutoff: Instant) -> Int {
        visits.count { visit in
            let known = forms.filter { $0.visitor == visit.visitor && $0.at < cutoff && $0.synced < cutoff }
            return visit.at < cutoff && known.max { $0.at < $1.at }?.lead == lead
        }
    }

    func write(to shop: Shop) throws {
        let end = Instant(year: 2025, month: 3, day: 1)
        try shop.write(
            "visitor,at\n" + visits.map { "\($0.visitor),\($0.at)\n" }.joined(), to: "visits.csv")
        try shop.write(
            "visitor,lead,at,synced\n"
                + forms.map { "\($0.visitor),\($0.lead),\($0.at),\($0.synced)\n" }.joined(), to: "forms.csv")
        try shop.write("lead,at\n" + leads.map { "\($0.lead),\($0.at)\n" }.joined(), to: "leads.csv")
        try shop.write(
            "lead,at\n" + wins.filter { $0.at < end }.map { "\($0.lead),\($0.at)\n" }.joined()
                + "nobody,\(end)\n", to: "wins.csv")
    }

    /// What is sent to ask the daemon about a lead: its own events, and those of the visitor it was.
    func body(lead: String, asOf: Instant) -> String {
        func event(
            _ id: String, _ kind: String, _ subject: String, _ at: Instant, _ recorded: Instant,
            _ data: String
        ) -> String {
            """
            {"id": "\(id)", "source": "site", "type": "\(kind)", "subject": "\(subject)", "time": "\(at)", \
            "recordedtime": "\(recorded)", "data": {\(data)}}
            """
        }
        let visitors = Set(forms.filter { $0.lead == lead }.map(\.visitor))
        let told = forms.filter { visitors.contains($0.visitor) }
        var events = visits.enumerated().filter { visitors.contains($1.visitor) }.map {
            event("v\($0)", "visit", "visitor:\($1.visitor)", $1.at, $1.at, "")
        }
        for form in told {
            let link = "\"lead\": {\"link\": \"lead:\(form.lead)\"}"
            events.append(
                event("f\(form.lead)", "identified", "visitor:\(form.visitor)", form.at, form.synced, link))
        }
        for created in leads where told.contains(where: { $0.lead == created.lead }) {
            events.append(
                event("c\(created.lead)", "lead.created", "lead:\(created.lead)", created.at, created.at, ""))
        }
        return """
            {"entity": "lead:\(lead)", "asOf": "\(asOf)", "events": [\(events.joined(separator: ", "))]}
            """
    }

    /// The pipeline that counts the visits of a lead.
    static let pipeline = """
        version: 1
        name: shop
        title: Will a lead be won within 30 days?
        data: {provenance: simulated, description: drawn by a test, zone: UTC}
        unit: lead
        identity: {links: [lead]}
        sources:
        \(source("visits", keys: ["visitor"], times: ["at"], event: "kind: visit, subject: visitor, \(prompt)"))
        \(source("forms", keys: ["visitor", "lead"], times: ["at", "synced"], event: identified))
        \(source("leads", keys: ["lead"], times: ["at"], event: "kind: lead.created, subject: lead, \(prompt)"))
        \(source("wins", keys: ["lead"], times: ["at"], event: "kind: won, subject: lead, \(prompt)"))
        label: {version: 1, name: won, outcome: {kind: won}, window: 30d, from: cutoff, counts: first}
        cutoffs:
          calendar: {from: 2024-03-01, to: 2025-01-01, every: month}
        eligible: {has: [lead.created], without: [won]}
        slices:
          train: {from: 2024-03-01, to: 2024-07-01}
          calibrate: {from: 2024-09-01, to: 2024-10-01}
          test: {from: 2024-12-01, to: 2025-01-01}
          embargo: 0d
          disjoint: none
        features:
          visits: {kind: count, of: visit, unit: visits}
          recency: {kind: timeSinceLast, of: visit}
          age: {kind: timeSinceFirst, of: lead.created}
        model: {inputs: {visits: [log1p], recency: [log1p], age: [log1p]}, penalty: 1.0, seed: 1}
        calibration: {method: platt}
        evaluation: {top: 0.1, capacity: 20}
        gates:
          - {metric: auroc, value_threshold: {lower_bound: 0.5}}
        """

    private static let prompt = "occurredAt: at, recordedAt: assumed occurredAt + 0d"
    private static let identified =
        "kind: identified, subject: visitor, occurredAt: at, recordedAt: synced, attributes: [lead]"

    /// A file whose rows have keys and times, and are an event each.
    private static func source(
        _ name: String, keys: [String], times: [String], event: String
    ) -> String {
        let fields =
            keys.map { "      \($0): {type: key, namespace: \($0), purpose: identity, nulls: refuse}\n" }
            + times.map { "      \($0): {type: instant, purpose: time, nulls: refuse}\n" }
        return """
              \(name):
                version: 1
                file: \(name).csv
                format: {type: csv, delimiter: ",", header: 1}
                history: full
                fields:
            \(fields.joined())    events:
                  - {\(event)}
            """
    }
}
