public import LinearAlgebra
import Models

/// Weighs the margins of several models by how well they tell the outcome together on rows that none of them was fitted on.
///
/// Weights and intercept minimize the log loss of `intercept + sum of weights * margins`, with no weight below 0. Labels
/// count as Platt's smoothed targets (N+ + 1) / (N+ + 2) and 1 / (N- + 2), so that the minimum is finite where margins tell
/// the labels apart; a ridge of a millionth of the labels' variance on each weight times its margins' standard
/// deviation gives the one answer of least norm where margins depend on each other: equal models have equal weights.
///
/// Source: L. Breiman, "Stacked regressions", Machine Learning 24 (1996), who found that weights must not be below 0;
/// D. Wolpert, "Stacked generalization", Neural Networks 5 (1992). The minimum is found by Newton's method on the
/// quadratic program of each step.
public struct NonnegativeStacker: Sendable {
    private let concurrency: Int

    /// The largest violation of the conditions of the minimum, relative to the gradient's natural size, at which the search ends.
    public static let tolerance = 1e-10
    /// The weight of the ridge, a share of the labels' variance.
    public static let ridge = 1e-6
    private static let maximumIterations = 200

    /// Creates a stacker.
    ///
    /// - Parameter concurrency: threads at most, above 0; the bits do not depend on it.
    public init(concurrency: Int = 1) { self.concurrency = concurrency }

    /// Finds the weights.
    ///
    /// - Parameters:
    ///   - margins: of each row by each model, within ±1e90; shape (rows, models).
    ///   - labels: shape (rows).
    ///   - weights: how much each row counts, finite and not below 0; shape (rows); nil stands for 1 each.
    /// - Throws: `LearningError` for shapes and numbers that do not fit, for equal labels, and where no model's margins differ
    ///   or none rises with the outcome.
    /// - Complexity: O(iterations * (rows * models^2 + models^4)), about ten iterations.
    public func fit(
        margins: Matrix, labels: [Bool], weights: [Double]? = nil
    ) throws(LearningError) -> StackFit {
        if let place = margins.elements.firstIndex(where: { !(abs($0) <= DesignEncoder.limit) }) {
            throw .invalidNumber(
                in: "margins", row: place / margins.columns, column: place % margins.columns)
        }
        try LogisticProblem(design: .double(margins), labels: labels, weights: weights).check()
        let rows = StackRows(margins, labels: labels, weights: weights)
        guard !rows.varying.isEmpty else {
            throw .unusableStack(
                problem: "every member gives all \(rows.targets.count) rows of the slice the same margin")
        }
        let search = try minimize(try rows.objective(ridge: Self.ridge, concurrency: concurrency))
        guard search.point.parameters.dropLast().contains(where: { $0 > 0 }) else {
            throw .unusableStack(
                problem:
                    "no member's margin rises with the outcome on the \(rows.targets.count) rows of the slice"
            )
        }
        return rows.fit(search)
    }

    private func minimize(_ objective: LogisticObjective) throws(LearningError) -> StackSearch {
        var search = StackSearch(point: objective.point(at: objective.origin, withHessian: true))
        search.violation = objective.boundViolation(at: search.point)
        var line = LineSearch()
        while search.iterations < Self.maximumIterations {
            let target = try NonnegativeQuadratic(around: search.point).minimum()
            let isEnough = search.violation <= Self.tolerance
            let direction = zip(target, search.point.parameters).map { $0 - $1 }
            // Once it is enough, one more full step costs little and squares what error is left.
            let next =
                isEnough
                ? objective.point(at: target)
                : line.step(from: search.point, along: direction, of: objective)
            guard let next else {
                search.state = .stalled
                break
            }
            let violation = objective.boundViolation(at: next)
            if !isEnough || violation < search.violation {
                search.point = objective.point(at: next.parameters, withHessian: true)
                search.violation = violation
                search.iterations += 1
            }
            if isEnough {
                search.state = .converged
                break
            }
        }
        return search
    }
}
