/// Steps that lower an objective and penalties on magnitudes by a fair share of what they promise.
///
/// Source: J. Lee, Y. Sun and M. Saunders, "Proximal Newton-type methods for minimizing composite functions" (2014).
struct ProximalLineSearch {
    /// The weight of each parameter's magnitude; shape (columns + 1).
    let lasso: [Double]
    /// Whether points keep each row's curvature.
    var keepsCurvature = false
    /// Evaluations so far.
    private(set) var passes = 0

    init(lasso: [Double], keepsCurvature: Bool) {
        self.lasso = lasso
        self.keepsCurvature = keepsCurvature
    }

    /// What a full step lowers the objective by, to first order in the loss.
    ///
    /// Coordinate by coordinate, so that small gains are not lost in the rounding of large sums.
    func promise(_ point: LogisticObjective.Point, _ goal: [Double]) -> Double {
        var sum = 0.0
        for (index, from) in point.parameters.enumerated() {
            let to = goal[index]
            if from * to < 0 {
                sum += lasso[index] * (abs(from) - abs(to)) - point.gradient[index] * (to - from)
            } else {
                let sign = from + to < 0 ? -lasso[index] : lasso[index]
                sum -= (to - from) * (point.gradient[index] + sign)
            }
        }
        return sum
    }

    /// The longest of the steps 1, 1/2, 1/4, … that lowers the objective by a fair share of what is promised, or nil.
    mutating func step(
        from point: LogisticObjective.Point, to goal: [Double], promised: Double,
        of objective: LogisticObjective
    ) -> LogisticObjective.Point? {
        guard promised > 0 else { return nil }
        let start = point.parameters
        let value = point.value + magnitudes(start)
        var length = 1.0
        for _ in 0..<60 {
            // Written so that a coefficient that ends at 0 is exactly 0 after a full step.
            let parameters =
                length == 1
                ? goal : zip(start, goal).map { from, to in from + length * (to - from) }
            if parameters == start { return nil }
            let next = objective.point(at: parameters, keepsCurvature: keepsCurvature)
            passes += 1
            if next.value + magnitudes(parameters) <= value - 1e-4 * length * promised + 1e-13 * abs(value) {
                return next
            }
            length /= 2
        }
        return nil
    }

    /// The penalties on magnitudes.
    func magnitudes(_ parameters: [Double]) -> Double {
        zip(parameters, lasso).reduce(0) { $0 + abs($1.0) * $1.1 }
    }
}
