import Datasets
import Features

/// Two hundred customers with purchases through a year, made from a seed, and a pipeline over them.
struct AuditWorld {
    var events: [Event]
    var sources: [String: SourceDefinition]
    var features: FeatureSet
    var planner: CasePlanner

    init() throws {
        events = []
        var state: UInt64 = 7
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(bound))
        }
        let start = Instant(year: 2024, month: 1, day: 1)
        for customer in 0..<200 {
            let rate = 1 + next(8)
            for number in 0..<rate {
                let time =
                    start + .days(next(number == 0 ? 30 : 360)) + TimeSpan(microseconds: Int64(next(1000)))
                events.append(
                    Event(
                        id: "\(customer)-\(number)", source: "purchases", kind: "purchase",
                        subject: Self.customer(customer), occurredAt: time, recordedAt: time,
                        attributes: [
                            "amount": .number(Double(1 + next(50))), "shop": .text(["x", "y", "z"][next(3)]),
                        ]))
            }
        }
        sources = ["purchases": Self.source()]
        features = try FeatureSet([
            Feature(name: "frequency", definition: FeatureDefinition(kind: .count, of: "purchase")),
            Feature(
                name: "spent", definition: FeatureDefinition(kind: .sum, of: "purchase", attribute: "amount")),
            Feature(name: "recency", definition: FeatureDefinition(kind: .timeSinceLast, of: "purchase")),
            Feature(
                name: "shop",
                definition: FeatureDefinition(kind: .attribute, of: "purchase", attribute: "shop")),
        ])
        planner = try PlanningTests.planner(
            window: .days(60), train: ("2024-02-01", "2024-03-01"), test: ("2024-06-01", "2024-06-01"))
    }

    static func customer(_ number: Int) -> EntityKey { EntityKey(namespace: "customer", id: "c\(number)") }

    static func source(
        history: SourceDefinition.History = .full, known: FieldDefinition.Knowledge? = .atRecord
    ) -> SourceDefinition {
        SourceDefinition(
            file: "purchases.csv", format: SourceFormat(type: .csv), history: history,
            fields: [
                "customer": FieldDefinition(type: .key, purpose: .identity, namespace: "customer"),
                "date": FieldDefinition(type: .instant, purpose: .time),
                "amount": FieldDefinition(type: .number, purpose: .feature, known: known),
                "shop": FieldDefinition(type: .text, purpose: .feature, known: known),
            ],
            events: [
                EventDefinition(
                    kind: "purchase", subject: "customer", occurredAt: "date", recordedAt: "date",
                    attributes: ["amount", "shop"])
            ])
    }

    /// A field of a customer's record as events of the kind `attribute.set`, from a source without history.
    mutating func addSnapshot(
        _ field: String, type: FieldDefinition.Kind, known: FieldDefinition.Knowledge? = .atRecord,
        value: (EntityKey) -> AttributeValue?
    ) throws {
        var source = Self.source(history: .snapshot, known: known)
        source.fields[field] = FieldDefinition(type: type, purpose: .feature, known: known)
        source.events = [
            EventDefinition(
                kind: "attribute.set", subject: "customer", occurredAt: "date", recordedAt: "date",
                attributes: [field])
        ]
        sources["record"] = source
        let time = Instant(year: 2024, month: 1, day: 1)
        for entity in Set(events.map(\.subject)).sorted() {
            guard let value = value(entity) else { continue }
            events.append(
                Event(
                    id: "record-\(entity.id)", source: "record", kind: "attribute.set", subject: entity,
                    occurredAt: time, recordedAt: time, attributes: [field: value]))
        }
        let kind: ColumnKind = type == .text ? .category : .number
        features = try FeatureSet(
            features.features + [
                Feature(
                    name: field,
                    definition: FeatureDefinition(
                        kind: .attribute, of: "attribute.set", attribute: field, type: kind))
            ])
    }

    func audit(
        _ settings: AuditSettings? = nil, keepingOverlaps: Bool = false,
        build: LeakageAudit.FrameBuilder? = nil
    ) throws -> AuditReport {
        let log = EventLog(events)
        let plan = try planner.plan(log, keepingOverlaps: keepingOverlaps)
        let frame = TimeSlicedFrame(plan, log: log, features: features)
        return try LeakageAudit(settings).run(
            sources: sources, features: features, planner: planner, log: log, plan: plan, frame: frame,
            pseudonym: { _ in "entity" }, build: build)
    }

    /// The label of the first train cutoff.
    func labels() throws -> [EntityKey: Bool] {
        let plan = try planner.plan(EventLog(events))
        var labels: [EntityKey: Bool] = [:]
        for item in plan.cases(in: .train) where labels[item.entity] == nil {
            labels[item.entity] = item.label == .positive
        }
        return labels
    }
}
