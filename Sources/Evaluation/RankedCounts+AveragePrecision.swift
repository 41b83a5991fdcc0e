extension RankedCounts {
    /// Mean precision over the steps of recall, tied rows taken together; nil without positives.
    ///
    /// - Complexity: O(n_levels).
    /// - Source: scikit-learn's `average_precision_score`.
    var averagePrecision: Double? {
        let total = positiveCount
        guard total > 0 else { return nil }
        var wins = 0
        var taken = 0
        var sum = 0.0
        for level in scores.indices where positives[level] + negatives[level] > 0 {
            wins += positives[level]
            taken += positives[level] + negatives[level]
            if positives[level] > 0 { sum += Double(positives[level]) * (Double(wins) / Double(taken)) }
        }
        return sum / Double(total)
    }
}
