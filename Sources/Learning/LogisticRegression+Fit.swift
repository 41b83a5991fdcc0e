import LinearAlgebra
import Models

extension LogisticRegression {
    /// Fits coefficients and intercept.
    ///
    /// - Parameters:
    ///   - problem: the rows and what is known of them. Without columns only the intercept is fitted.
    ///   - start: where to begin, with finite numbers; nil begins from zero coefficients.
    /// - Throws: `LearningError` for shapes and numbers that do not fit, for labels that are all equal, for separable
    ///   labels without a penalty, and where the solver that is asked for cannot do it.
    /// - Complexity: O(passes * stored elements), and with `newton` O(iterations * rows * columns^2).
    public func fit(
        _ problem: LogisticProblem, from start: LogisticStart? = nil
    ) throws(LearningError) -> LogisticFit {
        let problem = try checked(problem)
        let solver = try solver(for: problem.design)
        let objective = try objective(of: problem)
        var first: [Double]?
        if let start { first = try parameters(of: start, for: objective) }
        guard solver == .coordinateDescent else {
            let search = try search(objective, by: solver, from: first)
            return try fit(search, of: objective, clusters: problem.clusters)
        }
        var searches = ElasticNetSearch(objective, configuration, samples: false)
        var found = try elasticNet(
            problem, objective, penalty: configuration.penalty, from: first ?? objective.origin, by: &searches
        )
        found.passes += LogisticObjective.passesAtFirst
        return found
    }

    /// The problem, with the weights of the outcomes among those of the rows.
    func checked(_ problem: LogisticProblem) throws(LearningError) -> LogisticProblem {
        try problem.check()
        guard let classWeights = configuration.classWeights else { return problem }
        var weighted = problem
        weighted.weights = classWeights.weights(problem.labels, problem.weights)
        return weighted
    }

    /// Where a search begins that begins from a fit: what it says of columns that are 0 in all rows means nothing here.
    private func parameters(
        of start: LogisticStart, for objective: LogisticObjective
    ) throws(LearningError) -> [Double] {
        let columns = objective.design.columns
        guard start.coefficients.count == columns else {
            throw .wrongCount(of: "start", expected: columns, found: start.coefficients.count)
        }
        let parameters = start.coefficients + [configuration.fitsIntercept ? start.intercept : 0]
        if let column = parameters.firstIndex(where: { !(abs($0) <= DesignEncoder.limit) }) {
            throw .invalidNumber(in: "start", row: 0, column: column)
        }
        return parameters.indices.map { index in
            index < columns && objective.gradientScale[index] == 0 ? 0 : parameters[index]
        }
    }

    /// The loss with the configured squared penalty.
    func objective(of problem: LogisticProblem) throws(LearningError) -> LogisticObjective {
        try LogisticObjective(
            design: problem.design, targets: problem.labels.map { $0 ? 1 : 0 }, weights: problem.weights,
            offsets: problem.offsets,
            ridge: weights(configuration.penalty * (1 - configuration.l1Ratio), for: problem),
            fitsIntercept: configuration.fitsIntercept, concurrency: concurrency)
    }

    /// A penalty's weight for each column: nothing for those it leaves alone.
    func weights(_ weight: Double, for problem: LogisticProblem) -> [Double] {
        (0..<problem.design.columns).map { problem.unpenalizedColumns.contains($0) ? 0 : weight }
    }

    /// A margin beyond which a probability differs from 0 or 1 by less than 1e-9.
    private static let saturation = 20.0

    private func search(
        _ objective: LogisticObjective, by solver: LogisticSolver, from start: [Double]?
    ) throws(LearningError) -> LogisticSearch {
        let (limit, tolerance) = (configuration.maximumIterations, configuration.tolerance)
        let first = start ?? objective.origin
        switch solver {
        case .subsampledNewton:
            guard let sample = SubsampledStart(objective) else {
                return try self.search(objective, by: .newton, from: start)
            }
            return try QuasiNewtonMethod(
                solver: .subsampledNewton, maximumIterations: limit, tolerance: tolerance,
                sampleCount: sample.count, samplesAtStart: sample.isStratified
            ).minimize(
                objective, from: start ?? sample.parameters,
                preconditioner: .factorization(sample.factorization))
        case .automatic, .newton, .coordinateDescent:
            return try NewtonMethod(maximumIterations: limit, tolerance: tolerance)
                .minimize(objective, from: first)
        case .lbfgs:
            let diagonal = objective.hessianDiagonal(curvature: objective.curvature(at: first))
            var search = try QuasiNewtonMethod(
                solver: .lbfgs, maximumIterations: limit, tolerance: tolerance
            ).minimize(objective, from: first, preconditioner: .diagonal(diagonal.map { $0 > 0 ? $0 : 1 }))
            search.passes += 2
            return search
        case .truncatedNewton:
            return TruncatedNewtonMethod(maximumIterations: limit, tolerance: tolerance)
                .minimize(objective, from: first)
        }
    }

    /// How a search ended, where the margins tell more than the search itself knows.
    ///
    /// - Parameters:
    ///   - isFree: whether no column has a penalty.
    ///   - isWatched: whether some column has none, so that a margin may have no bound.
    /// - Throws: `LearningError.separated` where the search has no end.
    func state(
        of search: LogisticSearch, isFree: Bool, isWatched: Bool
    ) throws(LearningError) -> LogisticFit.State {
        guard isWatched else { return search.state }
        if isFree && search.point.margins.areSeparated { throw .separated }
        let isSaturated = search.state == .converged && search.point.margins.largest > Self.saturation
        return isSaturated ? .saturated : search.state
    }

    /// The fit that a search without a penalty on magnitudes ended at.
    ///
    /// - Throws: `LearningError.separated` where it has no end.
    private func fit(
        _ search: LogisticSearch, of objective: LogisticObjective, clusters: [Int]?
    ) throws(LearningError) -> LogisticFit {
        let isFree = !objective.ridge.contains { $0 > 0 }
        let state = try state(of: search, isFree: isFree, isWatched: objective.watchesMargins)
        let design = objective.design
        let hasErrors = configuration.standardErrors && design.columns <= Self.columnLimit
        var passes = search.passes + LogisticObjective.passesAtFirst
        let uncertainty =
            hasErrors ? objective.uncertainty(at: search.point, clusters: clusters, passes: &passes) : nil
        return LogisticFit(
            coefficients: Array(search.point.parameters.dropLast()),
            intercept: search.point.parameters[design.columns], objective: search.point.value,
            gradientNorm: objective.gradientNorm(at: search.point), solver: search.solver,
            iterations: search.iterations, passes: passes, state: state, jitter: search.jitter,
            uncertainty: uncertainty)
    }
}
