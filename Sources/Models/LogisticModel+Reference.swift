extension LogisticModel {
    /// Explains a row against another row.
    ///
    /// An input's contribution is what it adds in the row less what it adds in the other: 0 where the two agree.
    ///
    /// - Parameters:
    ///   - row: as for `score`.
    ///   - reference: a row of the same shape, such as a typical lead.
    /// - Returns: the row's score to the bit; the baseline is the logit of `reference`. Both sums are rounded, so that
    ///   baseline and contributions sum to the logit within a few units in the last place of the largest of them.
    /// - Precondition: both have the shape.
    /// - Complexity: O(columns), with two allocations.
    public func explain(_ row: Span<Double>, against reference: Span<Double>) -> Explanation {
        var explanation = explain(row)
        let other = explain(reference)
        explanation.baseline = other.score.logit
        for index in inputs.indices { explanation.contributions[index] -= other.contributions[index] }
        return explanation
    }
}
