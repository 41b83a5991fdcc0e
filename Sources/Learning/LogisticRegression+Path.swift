import Arithmetic
import LinearAlgebra
import Models

extension LogisticRegression {
    /// Fits at falling strengths of the penalty, each from the fit before it.
    ///
    /// The first strength is the least at which all penalized coefficients are 0, the last a share of it, and those between
    /// are in geometric order.
    ///
    /// - Parameters:
    ///   - problem: the rows and what is known of them; sparse, or dense with up to 2,000 columns.
    ///   - count: the number of strengths; above 1.
    ///   - smallestShare: the last strength as a share of the first, above 0 and below 1.
    /// - Returns: the strengths, each with its fit; the configured penalty plays no part. Standard errors are not given: of
    ///   coefficients that a penalty on magnitudes chose they would mean little.
    /// - Throws: `LearningError` as `fit`, and `unfitSolver` where no part of the penalty is on magnitudes.
    /// - Precondition: count and share are in range.
    /// - Complexity: a few passes a strength.
    public func path(
        _ problem: LogisticProblem, count: Int = 100, smallestShare: Double = 1e-3
    ) throws(LearningError) -> [(penalty: Double, fit: LogisticFit)] {
        precondition(count > 1 && smallestShare > 0 && smallestShare < 1, "a path falls")
        guard configuration.l1Ratio > 0 else {
            throw .unfitSolver(
                .coordinateDescent, problem: "has a path only where part of the penalty is on magnitudes",
                remedy: "set that share above 0, or fit one strength after the other")
        }
        let problem = try checked(problem)
        _ = try solver(for: problem.design)
        let objective = try objective(of: problem)
        var searches = ElasticNetSearch(objective, configuration, samples: true)
        let first = try emptiest(problem, objective, by: &searches)
        var parameters = first.parameters
        var passes = first.passes + LogisticObjective.passesAtFirst
        var path: [(penalty: Double, fit: LogisticFit)] = []
        for index in 0..<count {
            let share = PortableMath.exp(
                PortableMath.log(smallestShare) * Double(index) / Double(count - 1))
            var fit = try elasticNet(
                problem, objective, penalty: first.penalty * share, from: parameters, by: &searches)
            // The first strength was not known without these.
            fit.passes += passes
            passes = 0
            parameters = fit.coefficients + [fit.intercept]
            path.append((first.penalty * share, fit))
        }
        return path
    }

    /// The least strength at which all penalized coefficients are 0, and the fit there.
    private func emptiest(
        _ problem: LogisticProblem, _ objective: LogisticObjective, by searches: inout ElasticNetSearch
    ) throws(LearningError) -> (penalty: Double, parameters: [Double], passes: Int) {
        let penalized = weights(1, for: problem)
        // So strong that nothing else can be worth it.
        let wall = penalized.map { $0 * DesignEncoder.limit }
        var free = objective
        free.ridge = wall.map { _ in 0 }
        free.watchesMargins = false
        let search = searches.minimize(free, lasso: wall, from: objective.origin)
        let steepest = zip(search.point.gradient, penalized).reduce(0) { max($0, abs($1.0) * $1.1) }
        guard steepest > 0 else { throw .noColumns }
        return (steepest / configuration.l1Ratio, search.point.parameters, search.passes)
    }

    /// The fit at one strength.
    func elasticNet(
        _ problem: LogisticProblem, _ objective: LogisticObjective, penalty: Double, from start: [Double],
        by searches: inout ElasticNetSearch
    ) throws(LearningError) -> LogisticFit {
        let lasso = weights(penalty * configuration.l1Ratio, for: problem)
        var objective = objective
        objective.ridge = weights(penalty * (1 - configuration.l1Ratio), for: problem)
        let free = zip(objective.ridge, lasso).count { $0 == 0 && $1 == 0 }
        objective.watchesMargins = free > 0
        let search = searches.minimize(objective, lasso: lasso, from: start)
        let state = try state(
            of: search, isFree: free == lasso.count, isWatched: objective.watchesMargins)
        return LogisticFit(
            coefficients: Array(search.point.parameters.dropLast()),
            intercept: search.point.parameters[problem.design.columns], objective: search.point.value,
            gradientNorm: objective.violation(at: search.point, lasso: lasso), solver: search.solver,
            iterations: search.iterations, passes: search.passes, state: state,
            jitter: search.jitter, uncertainty: nil)
    }
}
