extension LogisticModel {
    /// Scores a row.
    ///
    /// - Parameter row: shape (inputs); NaN is missing; an infinity counts as missing (refuse it before, with
    ///   `encoder.validate`).
    /// - Returns: finite numbers; the very bits that `explain` returns.
    /// - Precondition: the row has the shape.
    /// - Complexity: O(columns), of products twice; allocates nothing.
    public func score(_ row: Span<Double>) -> Score {
        precondition(row.count == inputs.count)
        if !encoder.products.isEmpty { return scoreWithProducts(row) }
        // Of numbers apart, which stay in registers.
        var margin = intercept
        var logit = baseline
        var index = numberColumns?.add(row, to: &margin, &logit) ?? 0
        while index < row.count {
            let part = part(ofInput: index, value: row[index])
            margin += part.margin
            logit += part.logit
            index &+= 1
        }
        return Score(margin: margin, logit: curve?.logit(margin) ?? logit)
    }

    /// Scores a row and writes each input's contribution to the calibrated logit.
    ///
    /// Adding the contributions to `baseline` in order gives the score's logit to the bit; within rounding where the calibration
    /// is a curve.
    ///
    /// - Parameters:
    ///   - row: as for `score`.
    ///   - contributions: shape (inputs); overwritten.
    /// - Precondition: both have the shape.
    /// - Complexity: O(columns); allocates nothing.
    public func explain(_ row: Span<Double>, into contributions: inout MutableSpan<Double>) -> Score {
        precondition(row.count == inputs.count && contributions.count == inputs.count)
        var score = Score(margin: intercept, logit: baseline)
        let hasProducts = !encoder.products.isEmpty
        for index in inputs.indices {
            let part =
                hasProducts ? sharedPart(ofInput: index, row) : part(ofInput: index, value: row[index])
            score.margin += part.margin
            score.logit += part.logit
            contributions[index] = part.logit
        }
        if let curve {
            let slope = curve.slope(from: intercept, to: score.margin)
            for index in inputs.indices { contributions[index] *= slope }
            score.logit = curve.logit(score.margin)
        }
        return score
    }

    /// Scores a row and explains the score.
    ///
    /// - Parameter row: as for `score`.
    /// - Complexity: O(columns), with one allocation.
    public func explain(_ row: Span<Double>) -> Explanation {
        var contributions = [Double](repeating: 0, count: inputs.count)
        var span = contributions.mutableSpan
        let score = explain(row, into: &span)
        return Explanation(score: score, baseline: baseline, contributions: contributions)
    }

    /// What one input adds to the margin and to the calibrated logit, products apart.
    @inline(__always)
    func part(ofInput index: Int, value: Double) -> (margin: Double, logit: Double) {
        let starts = encoder.columnStarts.span
        let steps = encoder.steps.span
        let weights = coefficients.span
        let calibratedWeights = calibratedCoefficients.span
        var margin = 0.0
        var logit = 0.0
        var column = starts[index]
        let end = starts[index &+ 1]
        while column < end {
            let z = encoder.standardized(steps, column, value)
            margin += weights[column] * z
            logit += calibratedWeights[column] * z
            column &+= 1
        }
        return (margin, logit)
    }
}
