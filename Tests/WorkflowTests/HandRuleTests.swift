import Features
import Testing
import Workflow

struct HandRuleTests {
    private let frame = FeatureFrame(
        entities: (0..<3).map { EntityKey(namespace: "lead", id: "\($0)") },
        cutoffs: Array(repeating: Instant(microseconds: 0), count: 3),
        columns: [
            FeatureColumn(name: "frequency", values: .numbers([4, 1, 2])),
            FeatureColumn(name: "recency", values: .numbers([10, .nan, 50])),
            FeatureColumn(name: "region", values: .categories(["a", nil, "b"])),
        ])

    @Test func lowerIsBetterTurnsTheOrderAndTheMissingComeLast() {
        let rule = HandRule(feature: "recency", better: .lower)
        #expect(rule.scores(of: frame) == [-10, -51, -50])
    }

    @Test func aRatioAddsToItsDenominator() {
        let rule = HandRule(numerator: "frequency", denominator: "recency", plus: 30)
        #expect(rule.scores(of: frame) == [0.1, 0.025 - 1, 0.025])
    }

    @Test func aDenominatorOfZeroComesFirst() {
        let frame = FeatureFrame(
            entities: frame.entities, cutoffs: frame.cutoffs,
            columns: [
                FeatureColumn(name: "a", values: .numbers([1, 2, .nan])),
                FeatureColumn(name: "b", values: .numbers([2, 0, 1])),
            ])
        #expect(HandRule(numerator: "a", denominator: "b").scores(of: frame) == [0.5, 1.5, -0.5])
    }

    @Test func aCategoryIsNoRule() {
        #expect(HandRule(feature: "region").scores(of: frame) == nil)
    }
}
