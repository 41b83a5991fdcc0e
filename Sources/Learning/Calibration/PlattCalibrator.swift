import LinearAlgebra
public import Models

/// Fits a Platt calibration: a line from margins to logits.
///
/// Source: J. Platt (1999) with his smoothed targets (N+ + 1) / (N+ + 2) and 1 / (N- + 2), which keep the line
/// finite where margins separate the labels; the minimum is found by Newton steps with backtracking as in
/// H.-T. Lin, C.-J. Lin and R. Weng, "A note on Platt's probabilistic outputs" (2007).
public struct PlattCalibrator: Sendable {
    private let concurrency: Int
    /// Rows from which a start from a sample of them saves time.
    private static let manyRows = 100_000
    private static let sampleRows = 10_000
    /// The largest gradient at the end, relative to its natural size.
    private static let tolerance = 1e-12

    /// Creates a calibrator.
    ///
    /// - Parameter concurrency: threads at most; the bits do not depend on it.
    public init(concurrency: Int = 1) { self.concurrency = concurrency }

    /// Fits the line on rows that the model was not trained on.
    ///
    /// - Parameters: margins, finite, and labels; shape (rows) each.
    /// - Throws: `LearningError` for shapes and numbers that do not fit, equal labels and equal margins.
    /// - Complexity: O(rows * iterations), about ten iterations.
    public func fit(margins: [Double], labels: [Bool]) throws(LearningError) -> PlattCalibration {
        guard labels.count == margins.count else {
            throw .wrongCount(of: "labels", expected: margins.count, found: labels.count)
        }
        guard let first = labels.first else { throw .noRows }
        let targets = PlattTargets(margins, labels, concurrency: concurrency)
        guard targets.positives > 0 && targets.positives < labels.count else {
            throw .singleClass(rows: labels.count, label: first)
        }
        guard !targets.isConstant else { throw .constantMargins }
        if let line = ofMany(margins, labels, targets) { return line }
        let (positive, negative) = targets.smoothed
        return try line(margins, labels.map { $0 ? positive : negative })
    }

    private func line(
        _ margins: [Double], _ targets: [Double]
    ) throws(LearningError) -> PlattCalibration {
        let objective = try LogisticObjective(
            design: .double(Matrix(rows: margins.count, columns: 1, elements: margins)),
            targets: targets, weights: nil, ridge: [0],
            concurrency: concurrency)
        let search = try NewtonMethod(maximumIterations: 100, tolerance: Self.tolerance)
            .minimize(objective, from: objective.origin)
        return PlattCalibration(slope: search.point.parameters[0], intercept: search.point.parameters[1])
    }

    /// Steps of the third order from the line of a sample of the rows, which is so near that they need no care; nil where the rows
    /// are few, huge, or steps do not shrink.
    ///
    /// The sigmoid's third derivative is 1/8 at most, so that after a step that moves no logit by more than d the gradient is at most
    /// d^3 / 48 of its natural size, the sums of magnitudes: the last step needs no pass that tells whether it was good.
    private func ofMany(
        _ margins: [Double], _ labels: [Bool], _ targets: PlattTargets
    ) -> PlattCalibration? {
        guard margins.count >= Self.manyRows, targets.largest <= 1e6 else { return nil }
        let chosen = stride(from: 0, to: margins.count, by: margins.count / Self.sampleRows)
        let (positive, negative) = targets.smoothed
        guard
            var line = try? line(
                chosen.map { margins[$0] }, chosen.map { labels[$0] ? positive : negative })
        else { return nil }
        let sums = targets.sums
        var reach = Double.infinity
        for _ in 0..<20 {
            guard let step = PlattSums(margins, line, concurrency: concurrency).step(sums) else {
                return nil
            }
            line.slope += step.slope
            line.intercept += step.intercept
            let moved = abs(step.slope) * targets.largest + abs(step.intercept)
            if moved * moved * moved / 48 <= Self.tolerance { return line }
            guard moved <= reach / 2 else { return nil }
            reach = moved
        }
        return nil
    }
}
