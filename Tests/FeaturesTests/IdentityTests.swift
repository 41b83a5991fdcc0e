import Features
import Foundation
import TestKit
import Testing

@Suite("Keys that belong to others, as it was known")
struct IdentityTests {
    private static let visitor = EntityKey(namespace: "visitor", id: "v")
    private static let second = EntityKey(namespace: "lead", id: "2")

    private static func link(
        _ id: String, of key: EntityKey, to target: EntityKey, at: Instant, recorded: Instant? = nil
    ) -> Event {
        Fixture.event(id, "identified", of: key, at: at, recorded: recorded, ["same": .link(target)])
    }

    /// Visits of the entity by both folds, which must agree.
    private static func visits(
        _ events: [Event], of entity: EntityKey = Fixture.lead, at day: Int
    ) throws -> FeatureValue {
        let set = try FeatureSet(
            [Feature(name: "visits", definition: FeatureDefinition(kind: .count, of: "visit"))],
            identity: IdentityDefinition(links: ["same"]))
        var fold = FeatureFold(set)
        fold.reset(entity: entity)
        fold.record(events)
        let value = fold.values(at: Fixture.day(day))[0]
        let frame = FeatureTableFold(set, EventTable(events), concurrency: 1).frame(
            of: FrameQuestions(entities: [entity], at: [Fixture.day(day)]))
        #expect(frame.values(ofRow: 0) == [value])
        return value
    }

    @Test("A visitor's past counts from when the link was recorded, and not before")
    func fromWhenItIsKnown() throws {
        let events = [
            Fixture.event("1", "visit", of: Self.visitor, at: Fixture.day(1)),
            Fixture.event("2", "visit", at: Fixture.day(2)),
            Self.link("3", of: Self.visitor, to: Fixture.lead, at: Fixture.day(3), recorded: Fixture.day(5)),
        ]
        #expect(try Self.visits(events, at: 5) == .number(1))
        #expect(try Self.visits(events, at: 6) == .number(2))
        // Who asks about the visitor is answered about whom it belongs to.
        #expect(try Self.visits(events, of: Self.visitor, at: 5) == .number(1))
        #expect(try Self.visits(events, of: Self.visitor, at: 6) == .number(2))
    }

    @Test("When a key moves on, its past moves with it; when it is its own again, too")
    func moves() throws {
        let events = [
            Fixture.event("1", "visit", of: Self.visitor, at: Fixture.day(1)),
            Self.link("2", of: Self.visitor, to: Fixture.lead, at: Fixture.day(2)),
            Self.link("3", of: Self.visitor, to: Self.second, at: Fixture.day(4)),
            Self.link("4", of: Self.visitor, to: Self.visitor, at: Fixture.day(6)),
        ]
        #expect(try Self.visits(events, at: 4) == .number(1))
        #expect(try Self.visits(events, of: Self.second, at: 4) == .number(0))
        #expect(try Self.visits(events, at: 5) == .number(0))
        #expect(try Self.visits(events, of: Self.second, at: 5) == .number(1))
        #expect(try Self.visits(events, of: Self.second, at: 7) == .number(0))
        #expect(try Self.visits(events, of: Self.visitor, at: 7) == .number(1))
    }

    @Test("Chains are followed, and a circle is cut at its oldest link")
    func chains() throws {
        var events = [
            Fixture.event("1", "visit", of: Self.visitor, at: Fixture.day(1)),
            Self.link("2", of: Self.visitor, to: Self.second, at: Fixture.day(2)),
            Self.link("3", of: Self.second, to: Fixture.lead, at: Fixture.day(3)),
        ]
        #expect(try Self.visits(events, at: 5) == .number(1))
        // The two leads were merged the other way round.
        events.append(Self.link("4", of: Fixture.lead, to: Self.second, at: Fixture.day(5)))
        let map = KeyMap(IdentityDefinition(links: ["same"]), EventTable(events))
        #expect(map.owner(of: Self.visitor, at: Fixture.day(5)) == Fixture.lead)
        #expect(map.owner(of: Self.visitor, at: Fixture.day(6)) == Self.second)
        #expect(map.owner(of: Fixture.lead, at: Fixture.day(6)) == Self.second)
        #expect(map.keys(of: Self.second, at: Fixture.day(6)) == [Fixture.lead, Self.second, Self.visitor])
        #expect(map.keys(of: Fixture.lead, at: Fixture.day(6)).isEmpty)
        #expect(try Self.visits(events, of: Self.second, at: 6) == .number(1))
    }

    @Test("Accounts that merged are one, also for who goes by a link to either")
    func accounts() throws {
        let events = [
            Fixture.event("1", at: Fixture.day(1), ["account": .link(Fixture.account)]),
            Fixture.event("2", of: Self.second, at: Fixture.day(1), ["account": .link(Fixture.other)]),
            Self.link("3", of: Fixture.account, to: Fixture.other, at: Fixture.day(4)),
        ]
        var roll = FeatureDefinition(kind: .count, of: "purchase", via: "account")
        roll.over = .others
        let set = try FeatureSet(
            [Feature(name: "others", definition: roll)], identity: IdentityDefinition(links: ["same"]))
        let table = EventTable(events)
        let frame = FeatureTableFold(set, table, concurrency: 2).frame(
            of: FrameQuestions(entities: [Fixture.lead, Self.second], at: [Fixture.day(4), Fixture.day(5)]))
        #expect(frame.column("others")?.values == .numbers([0, 0, 1, 1]))
        #expect(
            table.entities(relatedTo: Fixture.lead, for: set)
                == [Self.second, Fixture.account, Fixture.other])
    }

    @Test("A trace names the keys whose events count, and since when that is known")
    func trace() throws {
        let set = try FeatureSet(
            [Feature(name: "visits", definition: FeatureDefinition(kind: .count, of: "visit"))],
            identity: IdentityDefinition(links: ["same"]))
        var fold = FeatureFold(set)
        fold.reset(entity: Fixture.lead)
        fold.record([
            Fixture.event("1", "visit", of: Self.visitor, at: Fixture.day(1)),
            Self.link("2", of: Self.visitor, to: Fixture.lead, at: Fixture.day(3), recorded: Fixture.day(5)),
        ])
        let after = try fold.trace(feature: "visits", at: Fixture.day(6))
        #expect(after.counted.map(\.id) == ["1"])
        #expect(
            after.steps.first
                == "events of visitor:v count as those of lead:1: link `same` to lead:1, recorded at 2024-01-05T00:00:00Z"
        )
        let before = try fold.trace(feature: "visits", at: Fixture.day(5))
        #expect(before.counted.isEmpty && before.status == .present && before.value == .number(0))
        #expect(!before.steps.contains { $0.contains("visitor") })
    }

    @Test("The identity is in the text of a set only where there is one, and a difference of it is told")
    func text() throws {
        let features = [Feature(name: "visits", definition: FeatureDefinition(kind: .count, of: "visit"))]
        let plain = try FeatureSet(features)
        let set = try FeatureSet(features, identity: IdentityDefinition(links: ["same"]))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let array = #"[{"kind":"count","name":"visits","of":"visit"}]"#
        #expect(String(decoding: try encoder.encode(plain), as: UTF8.self) == array)
        let text = try encoder.encode(set)
        #expect(
            String(decoding: text, as: UTF8.self) == #"{"features":\#(array),"identity":{"links":["same"]}}"#)
        #expect(try JSONDecoder().decode(FeatureSet.self, from: text) == set)
        let difference = try #require(set.differences(from: plain).first)
        #expect(difference.change == .changed)
        #expect(difference.fields.map(\.field) == ["identity"] && difference.fields[0].new == "same")
        // Features may well have these names.
        let names = #"{"features":{"kind":"count"},"identity":{"kind":"count"}}"#
        let named = try JSONDecoder().decode(FeatureSet.self, from: Data(names.utf8))
        #expect(Set(named.names) == ["features", "identity"] && named.identity == nil)
    }

    @Test(
        "480 logs of visitors, merged leads and accounts, moves, chains, circles and ties",
        arguments: 0..<8)
    func oracle(block: Int) throws { for seed in 0..<60 { try Self.compare(seed: block * 60 + seed) } }

    /// `scripts/proofs engine-oracle` runs it.
    @Test(
        "20,000 more logs with an identity",
        .enabled(if: ProcessInfo.processInfo.environment["LEADLINE_PROOFS"] == "1"), arguments: 0..<200)
    func manyLogs(block: Int) throws {
        for seed in 0..<100 { try Self.compare(seed: 100_000 + block * 100 + seed) }
    }

    /// Asks both folds and the loops about a log, in any order of events and questions.
    private static func compare(seed: Int) throws {
        var generator = EventLogGenerator(seed: UInt64(800_000 + seed))
        var set = try generator.featureSet()
        set.identity = IdentityDefinition(
            links: seed % 3 == 0 ? ["same"] : EventLogGenerator.identityLinks)
        let log = generator.identifying(generator.log())
        let asked =
            [EventLogGenerator.entity, EntityKey(namespace: "visitor", id: "a")] + EventLogGenerator.others
        let questions = FrameQuestions(
            (0..<8).map { (entity: asked[$0 % asked.count], cutoff: generator.instant()) })
        let frame = FeatureTableFold(set, EventTable(log), concurrency: 1).frame(of: questions)
        var fold = FeatureFold(set)
        for row in 0..<frame.rowCount {
            let (entity, cutoff) = (frame.entities[row], frame.cutoffs[row])
            let values = frame.values(ofRow: row)
            let naive = NaiveFeatures(entity: entity, events: log)
            #expect(naive.disagreement(with: values, of: set, at: cutoff) == nil, "seed \(seed)")
            fold.reset(entity: entity)
            for event in generator.random.shuffled(log) {
                fold.record(event)
                if generator.random.oneIn(9) { _ = fold.values(at: generator.instant()) }
            }
            #expect(OracleTests.bits(fold.values(at: cutoff)) == OracleTests.bits(values), "seed \(seed)")
            let known = log.filter { $0.recordedAt < cutoff }
            fold.reset(entity: entity)
            fold.record(known)
            #expect(OracleTests.bits(fold.values(at: cutoff)) == OracleTests.bits(values), "seed \(seed)")
            // What the table says is related is all that is needed.
            fold.reset(entity: entity)
            fold.record(EventTable(log).events(of: entity, for: set))
            #expect(OracleTests.bits(fold.values(at: cutoff)) == OracleTests.bits(values), "seed \(seed)")
        }
    }

    @Test("A fold with an identity goes on from its state with the same values", arguments: 0..<20)
    func state(seed: Int) throws {
        for round in 0..<5 {
            var generator = EventLogGenerator(seed: UInt64(850_000 + seed * 10 + round))
            var set = try generator.featureSet()
            set.identity = IdentityDefinition(links: EventLogGenerator.identityLinks)
            let log = generator.identifying(generator.log())
            try FoldStateTests.goOn(with: set, in: log, &generator)
        }
    }
}
