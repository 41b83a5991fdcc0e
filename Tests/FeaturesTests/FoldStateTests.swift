import Features
import FoundationEssentials
import TestKit
import Testing

@Suite("The state of a fold")
struct FoldStateTests {
    @Test("A fold that goes on from its state has the same values thereafter", arguments: 0..<20)
    func goesOn(seed: Int) throws {
        for round in 0..<5 {
            var generator = EventLogGenerator(seed: UInt64(300_000 + seed * 10 + round))
            let set = try generator.featureSet()
            let log = generator.log()
            try Self.goOn(with: set, in: log, &generator)
        }
    }

    /// Compares a fold of a log with one that goes on from its state in the middle.
    static func goOn(
        with set: FeatureSet, in log: [Event], _ generator: inout EventLogGenerator
    ) throws {
        let (before, after) = (log.prefix(log.count / 2), log.dropFirst(log.count / 2))
        let time = generator.instant()
        var fold = FeatureFold(set)
        fold.reset(entity: EventLogGenerator.entity)
        fold.record(Array(before))
        let text = try JSONEncoder().encode(fold.state(from: time, definitions: "a"))
        let state = try JSONDecoder().decode(FoldState.self, from: text)
        var restored = FeatureFold(set)
        restored.reset(entity: state.entity)
        restored.record(state.events)
        fold.record(Array(after))
        restored.record(generator.random.shuffled(Array(after)))
        for days in [0, 1, 7, 30] {
            let cutoff = time + .days(days)
            #expect(
                OracleTests.bits(restored.values(at: cutoff)) == OracleTests.bits(fold.values(at: cutoff)))
        }
    }

    private static func recentPurchases() throws -> FeatureFold {
        let definition = FeatureDefinition(kind: .count, of: "purchase", window: .days(5))
        var fold = FeatureFold(try FeatureSet([Feature(name: "recent", definition: definition)]))
        fold.reset(entity: Fixture.lead)
        fold.record(Fixture.history)
        return fold
    }

    @Test("What no question can reach any more is forgotten")
    func forgets() throws {
        var fold = try Self.recentPurchases()
        #expect(fold.state(from: Fixture.day(16), definitions: "a").events.map(\.id) == ["2", "3", "5"])
        #expect(fold.state(from: Fixture.day(16, plus: 1), definitions: "a").events.map(\.id) == ["3", "5"])
        #expect(fold.state(from: Fixture.day(25), definitions: "a").events == [])
        var hour = FeatureDefinition(kind: .calendar)
        hour.part = .hour
        var clock = FeatureFold(try FeatureSet([Feature(name: "hour", definition: hour)]))
        clock.reset(entity: Fixture.lead)
        clock.record(Fixture.history)
        #expect(clock.state(from: Fixture.day(1), definitions: "a").events == [])
    }

    @Test("The text is that of the format's page")
    func text() throws {
        var fold = try Self.recentPurchases()
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = String(
            decoding: try encoder.encode(fold.state(from: Fixture.day(23), definitions: "a")), as: UTF8.self)
        let event =
            #"{"channel":"web","data":{"amount":4,"product":"c"},"id":"5","recordedtime":"2024-01-19T00:00:00Z","#
            + #""source":"shop","specversion":"1.0","subject":"lead:1","time":"2024-01-19T00:00:00Z","#
            + #""type":"purchase"}"#
        let expected =
            #"{"definitions":"a","entity":"lead:1","events":["# + event
            + #"],"from":"2024-01-23T00:00:00Z","version":1}"#
        #expect(text == expected)
    }

    @Test("A version that is not known is refused with a remedy")
    func version() throws {
        let text =
            #"{"version":2,"entity":"lead:1","definitions":"a","from":"2024-01-01T00:00:00Z","events":[]}"#
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(FoldState.self, from: Data(text.utf8))
        }
        #expect("\(try #require(error))".contains("make it again from the events"))
    }
}
