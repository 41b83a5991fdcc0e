import LinearAlgebra

/// Limited-memory BFGS over a Hessian that is a sample's or of an earlier point: exact gradients, a line search always.
///
/// The Hessian is computed anew from all rows where steps stop paying. Source: D. Liu and J. Nocedal, "On the limited
/// memory BFGS method" (1989).
struct QuasiNewtonMethod {
    /// Steps at most.
    var maximumIterations: Int
    /// The relative gradient at which the search ends.
    var tolerance: Double
    /// Whether the Hessian may be computed from all rows.
    var refreshes: Bool

    /// What a Hessian is worth is known after this many steps that each left more than `slow` of what was to be gained.
    private static let patience = 2
    private static let slow = 0.25

    /// Minimizes the objective.
    ///
    /// - Parameter preconditioner: solves with the Hessian that the memory starts from.
    func minimize(
        _ objective: LogisticObjective, from start: [Double], preconditioner: Preconditioner
    ) throws(LearningError) -> LogisticSearch {
        var search = LogisticSearch(point: objective.point(at: start), passes: 1)
        var line = LineSearch()
        var memory = CurvatureMemory(preconditioner: preconditioner)
        var (lastGain, slowSteps, isFresh) = (Double.infinity, 0, false)
        while search.iterations < maximumIterations {
            if objective.gradientNorm(at: search.point) <= tolerance {
                search.state = .converged
                break
            }
            let direction = memory.direction(search.point.gradient)
            let gain = -0.5 * zip(search.point.gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
            slowSteps = gain > Self.slow * lastGain ? slowSteps + 1 : 0
            lastGain = gain
            var next: LogisticObjective.Point?
            if !refreshes || slowSteps < Self.patience {
                next = line.step(from: search.point, along: direction, of: objective)
            }
            if let next {
                memory.append(from: search.point, to: next)
                search.point = next
                search.iterations += 1
                isFresh = false
            } else if refreshes && !isFresh {
                memory = CurvatureMemory(preconditioner: try refresh(&search, objective))
                (lastGain, slowSteps, isFresh) = (.infinity, 0, true)
            } else {
                search.state = .stalled
                break
            }
        }
        search.passes += line.passes
        return search
    }

    private func refresh(
        _ search: inout LogisticSearch, _ objective: LogisticObjective
    ) throws(LearningError) -> Preconditioner {
        search.point = objective.point(at: search.point.parameters, withHessian: true)
        search.passes += 1
        let ridged = try RidgedHessian(search.point.hessian ?? SymmetricMatrix(order: 0))
        search.jitter = max(search.jitter, ridged.ridge)
        return .factorization(ridged.factorization)
    }
}
