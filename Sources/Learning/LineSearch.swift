/// Steps that lower the objective by a fair share of what its slope promises.
///
/// Source: L. Armijo (1966), as in J. Nocedal and S. Wright, "Numerical Optimization" (2006), algorithm 3.1; where a fall is too
/// small to be seen in the rounded objective, the approximate condition of W. Hager and H. Zhang, "A new conjugate gradient
/// method with guaranteed descent" (2005), which looks at the slope.
struct LineSearch {
    /// Evaluations so far.
    private(set) var passes = 0
    /// The fair share.
    private static let share = 1e-4

    /// The longest of the steps 1, 1/2, 1/4, … that is good enough, or nil where rounding leaves none.
    mutating func step(
        from point: LogisticObjective.Point, along direction: [Double], of objective: LogisticObjective,
        withHessian: Bool = false, keepsCurvature: Bool = false
    ) -> LogisticObjective.Point? {
        step(from: point, along: direction) { parameters, isFirst in
            objective.point(
                at: parameters, withHessian: withHessian && isFirst, keepsCurvature: keepsCurvature)
        }
    }

    /// The same for any smooth function.
    ///
    /// - Parameter evaluate: the function at other parameters, told whether the step is the first that is tried.
    mutating func step<Point: SmoothPoint>(
        from point: Point, along direction: [Double],
        evaluate: (_ parameters: [Double], _ isFirst: Bool) -> Point
    ) -> Point? {
        let slope = point.gradient.innerProduct(direction)
        guard slope < 0 else { return nil }
        let rounding = 1e-13 * abs(point.value)
        var length = 1.0
        for _ in 0..<60 {
            let parameters = zip(point.parameters, direction).map { $0 + length * $1 }
            if parameters == point.parameters { return nil }
            let next = evaluate(parameters, length == 1)
            passes += 1
            if next.value <= point.value + Self.share * length * slope { return next }
            // The slope at the end tells more than a difference of two large sums: beyond the minimum by no more than the
            // start was before it, the objective is not above where it was.
            let isLevel = next.value <= point.value + rounding
            if isLevel && next.gradient.innerProduct(direction) <= (2 * Self.share - 1) * slope {
                return next
            }
            length /= 2
        }
        return nil
    }
}
