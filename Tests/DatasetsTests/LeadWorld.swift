import Datasets
import Features

/// A thousand leads of a year with visits, calls, meetings and deals, made from a seed, and a pipeline over them.
///
/// Nothing leaks unless it is planted: a lead's quality shows in its visits and in the deal, and in nothing else.
struct LeadWorld {
    /// One lead as it is in truth.
    struct Lead {
        var key: EntityKey
        var created: Instant
        var quality: Double
        var wonAt: Instant?
        var score: Double
    }

    var leads: [Lead] = []
    var events: [Event] = []
    var sources: [String: SourceDefinition] = [:]
    var features: [Feature] = []
    var settings: AuditSettings?
    var maturity: TimeSpan?
    var delays: [String: [String: TimeSpan]] = [:]
    /// Kinds of events that end a case.
    var without: [String] = []
    var slices = (train: ("2024-01-15", "2024-06-30"), test: ("2024-09-01", "2024-10-15"))
    private var state: UInt64

    init(seed: UInt64, leads number: Int = 1000) {
        state = seed
        define("crm", kinds: ["lead.created", "deal.won", "call", "meeting"])
        define("web", kinds: ["visit"])
        let start = Instant(year: 2024, month: 1, day: 1)
        for number in 0..<number {
            let quality = Double(below(100)) / 100
            let created = start + .days(below(300)) + hours(below(24))
            let isWon = below(100) < 10 + Int(40 * quality)
            let lead = Lead(
                key: EntityKey(namespace: "lead", id: "l\(number)"), created: created, quality: quality,
                wonAt: isWon ? created + .days(16 + below(50)) : nil, score: quality)
            leads.append(lead)
            add("lead.created", "crm", lead, at: created)
            if let wonAt = lead.wonAt { add("deal.won", "crm", lead, at: wonAt) }
            for _ in 0..<(1 + below(4) + Int(3 * quality)) {
                add("visit", "web", lead, at: created + hours(1 + below(40 * 24)))
            }
            for _ in 0..<below(4) { add("call", "crm", lead, at: created + hours(1 + below(40 * 24))) }
            if below(10) < 6 { add("meeting", "crm", lead, at: created + hours(24 + below(39 * 24))) }
        }
        count("visits", of: "visit")
        count("calls", of: "call")
        count("meetings", of: "meeting")
    }

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }

    func hours(_ hours: Int) -> TimeSpan { TimeSpan(microseconds: Int64(hours) * 3_600_000_000) }

    /// A source that keeps its history, with a recorded time of its own.
    mutating func define(
        _ name: String, kinds: [String], id: String? = nil, fields: [String] = [],
        type: FieldDefinition.Kind = .number
    ) {
        var definitions: [String: FieldDefinition] = [
            "lead": FieldDefinition(type: .key, purpose: .identity, namespace: "lead"),
            "occurred": FieldDefinition(type: .instant, purpose: .time),
            "recorded": FieldDefinition(type: .instant, purpose: .time),
        ]
        for field in fields { definitions[field] = FieldDefinition(type: type, purpose: .feature) }
        sources[name] = SourceDefinition(
            file: "\(name).csv", format: SourceFormat(type: .csv), history: .full, fields: definitions,
            events: kinds.map {
                EventDefinition(
                    kind: $0, subject: "lead", id: id, occurredAt: "occurred", recordedAt: "recorded",
                    attributes: fields)
            })
    }

    mutating func count(_ name: String, of kind: String) {
        features.append(Feature(name: name, definition: FeatureDefinition(kind: .count, of: kind)))
    }

    mutating func add(
        _ kind: String, _ source: String, _ lead: Lead, at time: Instant, recorded: Instant? = nil,
        attributes: [String: AttributeValue] = [:]
    ) {
        events.append(
            Event(
                id: "\(events.count)", source: source, kind: kind, subject: lead.key, occurredAt: time,
                recordedAt: recorded ?? time + hours(1), attributes: attributes))
    }

    /// A field of the lead's record as it stands today, said to be known from the start.
    mutating func snapshot(
        _ field: String, type: FieldDefinition.Kind, value: (Lead, inout LeadWorld) -> AttributeValue?
    ) {
        sources["record-\(field)"] = SourceDefinition(
            file: "record.csv", format: SourceFormat(type: .csv), history: .snapshot,
            fields: [
                "lead": FieldDefinition(type: .key, purpose: .identity, namespace: "lead"),
                "created": FieldDefinition(type: .instant, purpose: .time),
                field: FieldDefinition(type: type, purpose: .feature, known: .atRecord),
            ],
            events: [
                EventDefinition(
                    kind: "record.\(field)", subject: "lead", occurredAt: "created",
                    recordedAt: "assumed occurredAt + 0d", attributes: [field])
            ])
        for lead in leads {
            guard let value = value(lead, &self) else { continue }
            add(
                "record.\(field)", "record-\(field)", lead, at: lead.created, recorded: lead.created,
                attributes: [field: value])
        }
        features.append(
            Feature(
                name: field,
                definition: FeatureDefinition(
                    kind: .attribute, attribute: field, type: type == .text ? .category : .number)))
    }

    /// Ends the data on a day, with cases still open; the slices lie before.
    mutating func end(at end: Instant) {
        events.removeAll { $0.occurredAt >= end || $0.recordedAt >= end }
        slices = (("2024-01-15", "2024-05-10"), ("2024-07-15", "2024-08-20"))
    }

    func audit() throws -> AuditReport {
        let planner = try CasePlanner(
            unit: "lead",
            label: LabelDefinition(
                name: "won", outcome: LabelDefinition.Outcome(kind: "deal.won"), window: .days(60),
                maturity: maturity),
            cutoffs: CutoffSchedule(
                anchored: CutoffSchedule.Anchor(kind: "lead.created", after: .days(14))),
            eligible: without.isEmpty ? nil : Eligibility(without: without),
            slices: SliceDefinition(
                train: PlanningTests.days(slices.train.0, slices.train.1),
                test: PlanningTests.days(slices.test.0, slices.test.1)), delays: delays, zone: "UTC")
        let log = EventLog(events)
        let set = try FeatureSet(features)
        let plan = try planner.plan(log)
        return try LeakageAudit(settings).run(
            sources: sources, features: set, planner: planner, log: log, plan: plan,
            frame: TimeSlicedFrame(plan, log: log, features: set), pseudonym: { _ in "a lead" })
    }
}
