extension LogisticModel {
    /// Explains a row against another row.
    ///
    /// An input's contribution is what it adds in the row less what it adds in the other: 0 where the two agree. Of
    /// inputs that interact it is the mean over both orders in which the two could change.
    ///
    /// - Parameters:
    ///   - row: as for `score`.
    ///   - reference: a row of the same shape, such as a typical lead.
    /// - Returns: the row's score to the bit; the baseline is the logit of `reference`. Both sums are rounded, so that
    ///   baseline and contributions sum to the logit within a few units in the last place of the largest of them.
    /// - Precondition: both have the shape.
    /// - Complexity: O(columns), with one allocation.
    public func explain(_ row: Span<Double>, against reference: Span<Double>) -> Explanation {
        let (score, other) = (score(row), score(reference))
        // Under a curve both rows go by the one slope between their margins: what they share may add nothing.
        let slope = curve?.slope(from: other.margin, to: score.margin)
        var contributions: [Double] = []
        contributions.reserveCapacity(inputs.count)
        for index in inputs.indices {
            var difference =
                part(ofInput: index, value: row[index]).logit
                - part(ofInput: index, value: reference[index]).logit
            if !encoder.products.isEmpty {
                difference += productDifference(ofInput: index, row, against: reference)
            }
            contributions.append(slope.map { $0 * difference } ?? difference)
        }
        return Explanation(score: score, baseline: other.logit, contributions: contributions)
    }
}
