/// The probability from which an answer is precise enough to be given.
enum AbstentionThreshold {
    /// The least threshold, and so the greatest coverage, at which a share of the answers that are given is right.
    ///
    /// - Parameters:
    ///   - probabilities: of the likeliest class of rows that the model was not fitted on; shape (rows).
    ///   - areRight: whether it is the row's; shape (rows).
    ///   - precision: the share, in 0...1.
    /// - Throws: `LearningError.precisionNotReached` where no threshold has it.
    /// - Complexity: O(rows log rows).
    static func least(
        _ probabilities: [Double], _ areRight: [Bool], precision: Double
    ) throws(LearningError) -> Double {
        let order = probabilities.indices.sorted { probabilities[$0] > probabilities[$1] }
        var (right, best): (Int, Double) = (0, 0)
        var threshold: Double?
        for (place, row) in order.enumerated() {
            if areRight[row] { right += 1 }
            // Rows of one probability are answered together or not at all.
            let isLast =
                place + 1 == order.count || probabilities[order[place + 1]] != probabilities[row]
            guard isLast else { continue }
            let share = Double(right) / Double(place + 1)
            best = max(best, share)
            if share >= precision { threshold = probabilities[row] }
        }
        guard let threshold else { throw .precisionNotReached(precision, best: best) }
        return threshold
    }
}
