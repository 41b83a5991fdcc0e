import LinearAlgebra

/// Newton steps for a logistic objective over sparse rows with a penalty on magnitudes: each minimizes the loss's quadratic model
/// plus the penalties by coordinate descent over the columns' stored elements, so that no Gram matrix is ever formed.
///
/// Source: G.-X. Yuan, C.-H. Ho and C.-J. Lin, "An improved GLMNET for L1-regularized logistic regression" (2012).
struct SparseElasticNetMethod {
    /// Steps at most.
    var maximumIterations: Int
    /// The relative violation of the optimality conditions at which the search ends.
    var tolerance: Double
    /// The design's columns.
    var columns: SparseColumns

    /// Sweeps over all columns, and over those that move between two of these, at most.
    private static let sweepLimit = 100

    /// Minimizes the objective plus the sum of `lasso` times magnitudes.
    ///
    /// - Returns: as `ElasticNetMethod`.
    func minimize(_ objective: LogisticObjective, lasso: [Double], from start: [Double]) -> LogisticSearch {
        var search = LogisticSearch(
            solver: .coordinateDescent, point: objective.point(at: start, keepsCurvature: true), passes: 1)
        var line = ProximalLineSearch(lasso: lasso + [0], keepsCurvature: true)
        let first = objective.violation(at: search.point, lasso: lasso)
        while true {
            let violation = objective.violation(at: search.point, lasso: lasso)
            if violation <= tolerance {
                search.state = .converged
                break
            }
            guard search.iterations < maximumIterations else { break }
            // More exact the nearer the end is: gains are squares of what is missing.
            let accuracy = min(1e-2, max(1e-12, violation / first))
            let model = SparseQuadraticModel(
                objective, columns: columns, point: search.point, ridge: objective.ridge + [0],
                lasso: lasso + [0])
            let goal = model.minimum(sweepLimit: Self.sweepLimit, accuracy: accuracy)
            let promised = line.promise(search.point, goal)
            guard let next = line.step(from: search.point, to: goal, promised: promised, of: objective) else {
                search.state = .stalled
                break
            }
            search.point = next
            search.iterations += 1
        }
        search.passes += line.passes
        search.point.value += line.magnitudes(search.point.parameters)
        return search
    }
}
