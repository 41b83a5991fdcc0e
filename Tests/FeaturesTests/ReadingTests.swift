import Features
import TestKit
import Testing

@Suite struct ReadingTests {
    /// A reading is what the trace of the same feature says, event by event.
    @Test func readingsAreWhatTracesSay() throws {
        let day = TimeSpan.day.microseconds
        var aging = FeatureDefinition(kind: .attribute, attribute: "region")
        aging.maximumAge = .days(20)
        let definitions: [(String, FeatureDefinition)] = [
            ("count", FeatureDefinition(kind: .count, of: "purchase")),
            ("recent", FeatureDefinition(kind: .sum, of: "purchase", window: .days(30), attribute: "amount")),
            ("since", FeatureDefinition(kind: .timeSinceLast, of: "purchase", unit: "days")),
            ("region", FeatureDefinition(kind: .attribute, attribute: "region")),
            ("fresh", aging),
            ("other", FeatureDefinition(kind: .timeSinceLast, of: "visit", unit: "days")),
        ]
        let set = try FeatureSet(definitions.map { Feature(name: $0.0, definition: $0.1) })
        var generator = SplitMix64(seed: 20_260_401)
        var seen: Set<FeatureStatus> = []
        for _ in 0..<300 {
            var fold = FeatureFold(set)
            let lead = EntityKey(namespace: "lead", id: "7")
            fold.reset(entity: lead)
            for number in 0..<Int.random(in: 0..<6, using: &generator) {
                let occurred = Int64.random(in: 0..<100, using: &generator) * day
                let late = Int64.random(in: 0..<20, using: &generator) * day
                var attributes: [String: AttributeValue] = [:]
                if Bool.random(using: &generator) { attributes["amount"] = .number(2) }
                if Bool.random(using: &generator) { attributes["region"] = .text("east") }
                fold.record(
                    Event(
                        id: "\(number)", source: "shop",
                        kind: ["purchase", "visit", "attribute.set"].randomElement(using: &generator) ?? "",
                        subject: lead, occurredAt: Instant(microseconds: occurred),
                        recordedAt: Instant(microseconds: occurred + late), attributes: attributes))
            }
            let cutoff = Instant(microseconds: Int64.random(in: 0..<110, using: &generator) * day)
            let values = fold.values(at: cutoff)
            let readings = fold.readings(of: values, at: cutoff)
            for (name, reading) in zip(set.names, readings) {
                let trace = try fold.trace(feature: name, at: cutoff)
                #expect(reading.status == trace.status, "\(name)")
                #expect(reading.newest == trace.counted.map(\.occurredAt).max(), "\(name)")
                seen.insert(reading.status)
            }
        }
        #expect(seen == Set(FeatureStatus.allCases))
    }
}
