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
        let positives = labels.count { $0 }
        guard positives > 0 && positives < labels.count else {
            throw .singleClass(rows: labels.count, label: first)
        }
        guard margins.contains(where: { $0 != margins[0] }) else { throw .constantMargins }
        let positiveTarget = (Double(positives) + 1) / (Double(positives) + 2)
        let negativeTarget = 1 / (Double(labels.count - positives) + 2)
        let targets = labels.map { $0 ? positiveTarget : negativeTarget }
        if let line = ofMany(margins, targets) { return line }
        return try line(margins, targets, concurrency: concurrency)
    }

    private func line(
        _ margins: [Double], _ targets: [Double], concurrency: Int
    ) throws(LearningError) -> PlattCalibration {
        let objective = try LogisticObjective(
            design: .double(Matrix(rows: margins.count, columns: 1, elements: margins)),
            targets: targets, weights: nil, ridge: [0],
            concurrency: concurrency)
        let search = try NewtonMethod(maximumIterations: 100, tolerance: 1e-12)
            .minimize(objective, from: objective.origin)
        return PlattCalibration(slope: search.point.parameters[0], intercept: search.point.parameters[1])
    }

    /// Newton's steps from the line of a sample of the rows, which is so near that they need no care; nil where the rows are few,
    /// huge, or a step leaves more than half of the gradient.
    private func ofMany(_ margins: [Double], _ targets: [Double]) -> PlattCalibration? {
        guard margins.count >= Self.manyRows, margins.allSatisfy({ abs($0) <= 1e6 }) else { return nil }
        let chosen = stride(from: 0, to: margins.count, by: margins.count / Self.sampleRows)
        guard
            var line = try? line(
                chosen.map { margins[$0] }, chosen.map { targets[$0] }, concurrency: concurrency)
        else { return nil }
        var sums = PlattSums(margins, targets, line, concurrency: concurrency)
        for _ in 0..<20 {
            guard let step = sums.newtonStep else { return nil }
            let next = PlattCalibration(
                slope: line.slope - step.slope, intercept: line.intercept - step.intercept)
            let after = PlattSums(margins, targets, next, concurrency: concurrency)
            if sums.relativeGradient <= 1e-12 {
                return after.relativeGradient < sums.relativeGradient ? next : line
            }
            guard after.relativeGradient <= sums.relativeGradient / 2 else { return nil }
            (line, sums) = (next, after)
        }
        return nil
    }
}
