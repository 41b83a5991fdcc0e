extension LogisticModel {
    /// What each design column adds to a row's calibrated logit, for sums over other parts of a model than its inputs.
    ///
    /// An input's contribution is the sum over its columns, within rounding, and its share of products.
    ///
    /// - Parameters:
    ///   - row: as for `score`.
    ///   - reference: what it is explained against; nil stands for the training means.
    /// - Returns: shape (columns).
    /// - Precondition: both have the shape, and no column is a product of others.
    /// - Complexity: O(columns).
    public func columnContributions(_ row: Span<Double>, against reference: [Double]? = nil) -> [Double] {
        precondition(row.count == inputs.count && (reference?.count ?? row.count) == inputs.count)
        let slope = curve?.slope(
            from: reference.map { score($0.span).margin } ?? intercept, to: score(row).margin)
        func standardized(_ index: Int, _ row: Span<Double>) -> Double {
            guard case .product(let first, let second) = columns[index].encoding else {
                return encoder.standardized(column: index, value: row[columns[index].input])
            }
            return encoder.standardized(
                product: index, standardized(first, row), standardized(second, row))
        }
        return columns.indices.map { index in
            var z = standardized(index, row)
            if let reference { z -= standardized(index, reference.span) }
            return (slope ?? 1) * calibratedCoefficients[index] * z
        }
    }
}
