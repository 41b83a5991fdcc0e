import TestKit
import Testing

@testable import Features

/// What whoever sends events may make many of.
@Suite struct ManyValuesTests {
    /// Counting many different codes is the same as counting few: in the order they come first, against a dictionary.
    @Test(arguments: [1, 15, 16, 17, 18, 40, 300]) func codesAreCountedHoweverManyThereAre(_ kinds: Int32) {
        var generator = SplitMix64(seed: 5)
        var series = EventSeries(.codes)
        let codes = (0..<2_000).map { _ in Int32.random(in: 0..<kinds, using: &generator) }
        for (index, code) in codes.enumerated() {
            series.append(
                occurredAt: Int64(index), recordedAt: Int64(index), event: Int32(index), number: 0, code: code
            )
        }
        let extent = EventSeries.Extent(lower: 100, solid: 900, upper: 1_800)
        let counts = series.codeCounts(extent, knownBefore: .max)
        var order: [Int32] = []
        var times: [Int32: Int] = [:]
        for code in codes[100..<1_800] {
            if times.updateValue(times[code, default: 0] + 1, forKey: code) == nil { order.append(code) }
        }
        #expect(counts.total == 1_700)
        #expect(counts.entries.map(\.code) == order)
        #expect(counts.entries.map(\.count) == order.map { times[$0] })
        #expect(counts.entries.allSatisfy { codes[100..<1_800].lastIndex(of: $0.code) == $0.last })
    }

    /// Nothing is made for entities whose events no feature looks at, and one slot for each whose events some do.
    @Test func strangersTakeNothing() throws {
        let events = (0..<50).map {
            Fixture.event(
                "\($0)", "visit", of: EntityKey(namespace: "account", id: "\($0)"), at: Fixture.day(1))
        }
        let own = FeatureDefinition(kind: .count, of: "visit")
        var linked = own
        linked.via = "account"
        for (definition, slots) in [(own, 1), (linked, 51)] {
            let set = try FeatureSet([Feature(name: "feature", definition: definition)])
            var engine = FeatureEngine(FeaturePlan(set))
            engine.reset(entity: Fixture.lead)
            for (index, event) in events.enumerated() { engine.place(event, index: index) }
            #expect(engine.slotKeys.count == slots)
            #expect(engine.series.count == slots * engine.plan.streams.count)
        }
    }
}
