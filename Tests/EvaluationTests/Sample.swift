import Evaluation

/// Seeded random scores with ties, for oracles and invariances.
struct Sample {
    var scores: [Double]
    var labels: [Bool]
    var baseline: [Double]
    var region: [String?]

    /// - Parameter levels: how many distinct scores there may be; few make many ties.
    init(seed: UInt64, count: Int, levels: Int = 20, share: Double = 0.3) {
        var state = seed
        func uniform() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 9_007_199_254_740_992
        }
        scores = []
        labels = []
        baseline = []
        region = []
        for _ in 0..<count {
            let isPositive = uniform() < share
            let pull = isPositive ? 0.2 : 0
            labels.append(isPositive)
            scores.append(((uniform() * 0.8 + pull) * Double(levels)).rounded(.down) / Double(levels))
            baseline.append((uniform() * 5 + pull).rounded())
            region.append(["EU", "US", nil][Int(uniform() * 3)])
        }
        // Both classes are there whatever the draw.
        labels[0] = true
        labels[1] = false
    }

    func set(scale: ScoreScale = .probability) throws -> EvaluationSet {
        try EvaluationSet(
            scores: scores, labels: labels, groups: [Grouping(name: "region", values: region)], scale: scale)
    }

    /// The same rows in another order.
    func shuffled(seed: UInt64) -> Sample {
        var order = Array(scores.indices)
        var state = seed
        for place in order.indices.reversed() {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            order.swapAt(place, Int((state >> 33) % UInt64(place + 1)))
        }
        var other = self
        other.scores = order.map { scores[$0] }
        other.labels = order.map { labels[$0] }
        other.baseline = order.map { baseline[$0] }
        other.region = order.map { region[$0] }
        return other
    }
}
