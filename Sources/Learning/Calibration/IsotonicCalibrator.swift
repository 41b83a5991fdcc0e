import Arithmetic
public import Models

/// Fits an isotonic calibration: the never falling steps from margins to shares of positive labels, as logits.
///
/// Labels count as Platt's smoothed targets, (N+ + 1) / (N+ + 2) and 1 / (N- + 2), so that no step has the probability 0 or 1.
/// Between two steps the logit goes in a straight line.
///
/// Sources: B. Zadrozny and C. Elkan, "Transforming classifier scores into accurate multiclass probability estimates" (2002);
/// `IsotonicRegression`.
public struct IsotonicCalibrator: Sendable {
    private let concurrency: Int

    /// Creates a calibrator.
    ///
    /// - Parameter concurrency: threads at most; the bits do not depend on it.
    public init(concurrency: Int = 1) { self.concurrency = concurrency }

    /// Fits the curve on rows that the model was not trained on.
    ///
    /// - Parameters:
    ///   - margins: within ±1e90; shape (rows).
    ///   - labels: shape (rows).
    ///   - weights: shape (rows), finite and not below 0; nil stands for 1 each.
    /// - Throws: `LearningError` for shapes and numbers that do not fit, equal labels and equal margins.
    /// - Complexity: O(rows log rows).
    public func fit(
        margins: [Double], labels: [Bool], weights: [Double]? = nil
    ) throws(LearningError) -> IsotonicCalibration {
        guard labels.count == margins.count else {
            throw .wrongCount(of: "labels", expected: margins.count, found: labels.count)
        }
        guard let first = labels.first else { throw .noRows }
        let regression = try IsotonicRegression(
            arguments: margins, values: labels.map { $0 ? 1 : 0 }, weights: weights, concurrency: concurrency)
        var (positives, all) = (0.0, 0.0)
        for row in labels.indices {
            let weight = weights?[row] ?? 1
            all += weight
            if labels[row] { positives += weight }
        }
        guard positives > 0 && positives < all else { throw .singleClass(rows: labels.count, label: first) }
        guard margins.contains(where: { $0 != margins[0] }) else { throw .constantMargins }
        let greatest = (positives + 1) / (positives + 2)
        let least = 1 / (all - positives + 2)
        var curve = IsotonicCalibration(margins: [], logits: [])
        for step in Self.apart(regression.steps) {
            // Targets are a line in the labels, and so are steps fitted to them.
            let share = min(max(least + (greatest - least) * step.value, least), greatest)
            let logit = PortableMath.log(share) - PortableMath.log1p(-share)
            // A logarithm's rounding may not turn the order round.
            let value = max(logit, curve.logits.last ?? logit)
            curve.margins.append(step.first)
            curve.logits.append(value)
            if IsotonicCalibration.isApart(step.last, above: step.first) {
                curve.margins.append(step.last)
                curve.logits.append(value)
            }
        }
        guard curve.margins.count <= IsotonicCalibration.knotLimit else {
            throw .invalidModel(
                .wrongCount(
                    of: "calibration", expected: IsotonicCalibration.knotLimit, found: curve.margins.count))
        }
        return curve
    }

    /// The steps, those pooled whose margins are nearer to each other than knots may be: the mean of steps that rise.
    private static func apart(_ steps: [IsotonicRegression.Step]) -> [IsotonicRegression.Step] {
        var apart: [IsotonicRegression.Step] = []
        for step in steps {
            guard let before = apart.last, !IsotonicCalibration.isApart(step.first, above: before.last) else {
                apart.append(step)
                continue
            }
            let weight = before.weight + step.weight
            let value = before.value + (step.value - before.value) * (step.weight / weight)
            apart[apart.count - 1] = IsotonicRegression.Step(
                first: before.first, last: step.last, value: value, weight: weight)
        }
        return apart
    }
}
