import Features
import TestKit
import Testing

@Suite("How values change when the log does")
struct MetamorphicTests {
    static let kinds = ["visit", "pricing", "purchase"]

    func values(_ features: [String], _ order: [String], days: [Int] = [3, 9, 15]) throws -> [FeatureValue] {
        let events = zip(order, days).enumerated().map { place, pair in
            Fixture.event("\(place)", pair.0, channel: "web", at: Fixture.day(pair.1))
        }
        return try features.map { try Fixture.value(Self.definitions[$0] ?? .init(kind: .count), of: events) }
    }

    static let definitions: [String: FeatureDefinition] = {
        var ngram = FeatureDefinition(kind: .ngram)
        ngram.steps = ["visit", "pricing"]
        var sequence = FeatureDefinition(kind: .sequence)
        sequence.steps = ["visit", "purchase"]
        return [
            "ngram": ngram, "sequence": sequence, "count": .init(kind: .count),
            "last": .init(kind: .timeSinceLast, of: "visit"), "active": .init(kind: .activeDays),
        ]
    }()

    @Test(
        "The same kinds of events in another order of times give other sequence features, and the same counts"
    )
    func orderOfTimes() throws {
        let names = ["ngram", "sequence", "count", "active"]
        let forward = try values(names, Self.kinds)
        #expect(forward == [1, 1, 3, 3].map { .number($0) })
        #expect(try values(names, Self.kinds.reversed()) == [0, 0, 3, 3].map { .number($0) })
        #expect(try values(names, ["visit", "purchase", "pricing"]) == [0, 1, 3, 3].map { .number($0) })
    }

    @Test("A log and its cutoff moved by whole weeks keep every value but the calendar's", arguments: 0..<20)
    func shift(seed: Int) throws {
        var generator = EventLogGenerator(seed: UInt64(20_000 + seed))
        let set = try FeatureSet(
            generator.featureSet().features.filter {
                // The months' lengths differ; a channel or text does not, and so on.
                $0.definition.part != .month && $0.definition.part != .dayOfMonth
            }
        ).embedding(by: EventLogGenerator.embedders)
        let log = generator.log()
        let cutoff = generator.instant()
        let week = TimeSpan.days(7)
        let moved = log.map { event in
            var event = event
            event.occurredAt = event.occurredAt + week
            event.recordedAt = event.recordedAt + week
            return event
        }
        #expect(
            OracleTests.bits(try fold(set, log, at: cutoff))
                == OracleTests.bits(try fold(set, moved, at: cutoff + week)))
    }

    @Test(
        "An event recorded late changes no value before its record, and some value after it",
        arguments: 0..<20)
    func lateRecord(seed: Int) throws {
        var generator = EventLogGenerator(seed: UInt64(21_000 + seed))
        let set = try generator.featureSet()
        let log = generator.log()
        let cutoff = EventLogGenerator.start + .days(30)
        // One in time for each kind of event, which some feature must look at.
        let late = EventLogGenerator.kinds.map { kind in
            var event = generator.event(
                EventLogGenerator.entity, EventLogGenerator.start + .days(29), recordedAt: cutoff,
                [
                    "amount": .number(77), "product": .text("new"), "industry": .text("new"),
                    "note": .text("new"),
                ])
            event.kind = kind
            event.channel = "web"
            return event
        }
        let before = try fold(set, log, at: cutoff)
        #expect(OracleTests.bits(try fold(set, log + late, at: cutoff)) == OracleTests.bits(before))
        let next = cutoff + TimeSpan(microseconds: 1)
        #expect(
            OracleTests.bits(try fold(set, log + late, at: next))
                != OracleTests.bits(try fold(set, log, at: next)))
    }

    @Test("Others count from when they and the entity were known to be of one account, and only then")
    func membership() throws {
        func link(_ id: String, _ subject: EntityKey, _ account: EntityKey, day: Int, recorded: Int) -> Event
        {
            Fixture.event(
                id, "attribute.set", of: subject, at: Fixture.day(day), recorded: Fixture.day(recorded),
                ["account": .link(account)])
        }
        let colleague = EntityKey(namespace: "lead", id: "2")
        let events = [
            link("1", Fixture.lead, Fixture.account, day: 1, recorded: 2),
            link("2", colleague, Fixture.account, day: 1, recorded: 4),
            link("3", colleague, Fixture.other, day: 8, recorded: 10),
            Fixture.event("4", of: colleague, at: Fixture.day(3)),
            Fixture.event("5", of: colleague, at: Fixture.day(4), recorded: Fixture.day(6)),
            Fixture.event("6", of: Fixture.lead, at: Fixture.day(3)),
            Fixture.event("7", of: Fixture.account, at: Fixture.day(3)),
        ]
        var definition = FeatureDefinition(kind: .count, of: "purchase", via: "account")
        definition.over = .others
        let expected: [(Int, FeatureValue)] = [
            (2, .missing), (3, .number(0)), (4, .number(0)), (5, .number(1)), (7, .number(2)),
            (10, .number(2)),
            (11, .number(0)),
        ]
        for (day, value) in expected {
            #expect(try Fixture.value(definition, of: events, at: Fixture.day(day)) == value, "day \(day)")
        }
    }

    func fold(_ set: FeatureSet, _ log: [Event], at cutoff: Instant) throws -> [FeatureValue] {
        var fold = FeatureFold(set)
        fold.reset(entity: EventLogGenerator.entity)
        fold.record(log)
        return fold.values(at: cutoff)
    }
}
