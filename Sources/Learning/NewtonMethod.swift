import LinearAlgebra

/// Newton's method for a logistic objective, with steps that are halved until the objective falls.
///
/// Source: J. Nocedal and S. Wright, "Numerical Optimization" (2006), algorithms 3.1 and 3.2.
struct NewtonMethod {
    /// Steps at most.
    var maximumIterations: Int
    /// The relative gradient at which the search ends.
    var tolerance: Double
    /// The search also ends where a step promises to lower the objective by no more than this.
    var smallestGain = 0.0

    /// Minimizes the objective by Newton steps, halved until the objective falls enough.
    ///
    /// Once the gradient is within the tolerance one more full step is taken where it lowers the gradient
    /// further: it costs little and squares what error is left.
    func minimize(
        _ objective: LogisticObjective, from start: [Double]
    ) throws(LearningError) -> LogisticSearch {
        var search = LogisticSearch(
            solver: .newton, point: objective.point(at: start, withHessian: true), passes: 1)
        var line = LineSearch()
        while true {
            guard search.iterations < maximumIterations else {
                if objective.gradientNorm(at: search.point) <= tolerance { search.state = .converged }
                break
            }
            let hessian: SymmetricMatrix
            if let known = search.point.hessian {
                hessian = known
            } else {
                search.point = objective.point(at: search.point.parameters, withHessian: true)
                search.passes += 1
                hessian = search.point.hessian ?? SymmetricMatrix(order: 0)
            }
            let ridged = try RidgedHessian(hessian)
            search.factorization = ridged.factorization
            search.jitter = max(search.jitter, ridged.ridge)
            let direction = ridged.factorization.solve(search.point.gradient).map { -$0 }
            if isEnough(search.point, direction, objective) {
                search.state = .converged
                if smallestGain == 0 { polish(&search, along: direction, of: objective) }
                break
            }
            guard let next = line.step(from: search.point, along: direction, of: objective, withHessian: true)
            else {
                search.state = .stalled
                break
            }
            search.point = next
            search.iterations += 1
        }
        search.passes += line.passes
        return search
    }

    private func isEnough(
        _ point: LogisticObjective.Point, _ direction: [Double], _ objective: LogisticObjective
    ) -> Bool {
        if objective.gradientNorm(at: point) <= tolerance { return true }
        let gain = -0.5 * point.gradient.innerProduct(direction)
        return gain <= smallestGain && smallestGain > 0
    }

    private func polish(
        _ search: inout LogisticSearch, along direction: [Double], of objective: LogisticObjective
    ) {
        let parameters = zip(search.point.parameters, direction).map { $0 + $1 }
        let polished = objective.point(at: parameters, withHessian: true)
        search.passes += 1
        guard objective.gradientNorm(at: polished) < objective.gradientNorm(at: search.point) else { return }
        search.point = polished
        search.iterations += 1
    }
}
