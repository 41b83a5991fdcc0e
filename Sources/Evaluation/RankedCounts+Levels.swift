extension RankedCounts {
    /// The level of each score, which must be among the counted ones.
    func levels(of scores: [Double]) -> [Int32] {
        var levelOfScore: [Double: Int32] = [:]
        levelOfScore.reserveCapacity(self.scores.count)
        for (level, score) in self.scores.enumerated() { levelOfScore[score] = Int32(level) }
        return scores.map { levelOfScore[$0, default: 0] }
    }

    /// At each level, the share of the other class that a row there is ranked rightly against, ties half.
    func placements() -> [(ofPositive: Double, ofNegative: Double)] {
        let positiveCount = positiveCount
        let negativeCount = negativeCount
        var below = negativeCount
        var above = 0
        return scores.indices.map { level in
            below -= negatives[level]
            defer { above += positives[level] }
            return (
                (Double(below) + Double(negatives[level]) / 2) / Double(negativeCount),
                (Double(above) + Double(positives[level]) / 2) / Double(positiveCount)
            )
        }
    }

    /// The scores that positives have, from the highest down.
    func positiveLevels() -> [PositiveLevel] {
        var levels: [PositiveLevel] = []
        var start: Int32 = 0
        for (positives, negatives) in zip(positives, negatives) {
            let end = start + Int32(positives + negatives)
            if positives > 0 {
                levels.append(PositiveLevel(start: start, negatives: start + Int32(positives), end: end))
            }
            start = end
        }
        return levels
    }
}
