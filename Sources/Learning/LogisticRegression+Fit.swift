import LinearAlgebra

extension LogisticRegression {
    /// Fits coefficients and intercept.
    ///
    /// - Parameters:
    ///   - problem: the rows and what is known of them. Without columns only the intercept is fitted.
    ///   - start: a fit to begin from, such as yesterday's; nil begins from zero coefficients.
    /// - Throws: `LearningError` for shapes and numbers that do not fit, for labels that are all equal, for separable
    ///   labels without a penalty, and where the solver that is asked for cannot do it.
    /// - Complexity: O(passes * stored elements), and with `newton` O(iterations * rows * columns^2).
    public func fit(
        _ problem: LogisticProblem, from start: LogisticFit? = nil
    ) throws(LearningError) -> LogisticFit {
        try problem.check()
        if let start, start.coefficients.count != problem.design.columns {
            throw .wrongCount(
                of: "start", expected: problem.design.columns, found: start.coefficients.count)
        }
        let solver = try solver(for: problem.design)
        let objective = try objective(of: problem)
        let first = start.map { $0.coefficients + [$0.intercept] }
        guard solver == .coordinateDescent else {
            let search = try search(objective, by: solver, from: first)
            return try fit(search, of: objective, by: solver, clusters: problem.clusters)
        }
        var model: QuadraticModel?
        return try elasticNet(
            problem, objective, penalty: configuration.penalty, from: first ?? objective.origin,
            sample: nil, model: &model)
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

    /// - Throws: `LearningError.unfitSolver` where second derivatives are asked for that would not fit the memory.
    func solver(for design: DesignMatrix) throws(LearningError) -> LogisticSolver {
        let problem = "needs a dense design of at most \(SubsampledStart.columnLimit) columns"
        let hasHessian = design.isDense && design.columns <= SubsampledStart.columnLimit
        switch configuration.solver {
        case .coordinateDescent:
            guard hasHessian else { throw .unfitSolver(.coordinateDescent, problem: problem) }
            return .coordinateDescent
        case .automatic where configuration.l1Ratio > 0:
            guard hasHessian else { throw .unfitSolver(.coordinateDescent, problem: problem) }
            return .coordinateDescent
        case let solver where configuration.l1Ratio > 0:
            throw .unfitSolver(solver, problem: "knows no penalty on magnitudes")
        case .automatic:
            guard hasHessian else { return .truncatedNewton }
            return SubsampledStart.isWorthwhile(for: design) ? .subsampledNewton : .newton
        case .newton, .subsampledNewton:
            guard hasHessian else {
                throw .unfitSolver(configuration.solver, problem: problem)
            }
            return configuration.solver
        case .lbfgs, .truncatedNewton: return configuration.solver
        }
    }

    private func search(
        _ objective: LogisticObjective, by solver: LogisticSolver, from start: [Double]?
    ) throws(LearningError) -> LogisticSearch {
        let (limit, tolerance) = (configuration.maximumIterations, configuration.tolerance)
        let first = start ?? objective.origin
        switch solver {
        case .subsampledNewton:
            guard let sample = SubsampledStart(objective) else { fallthrough }
            return try QuasiNewtonMethod(
                maximumIterations: limit, tolerance: tolerance, sampleCount: sample.count,
                samplesAtStart: sample.isStratified
            ).minimize(
                objective, from: start ?? sample.parameters,
                preconditioner: .factorization(sample.factorization))
        case .automatic, .newton, .coordinateDescent:
            return try NewtonMethod(maximumIterations: limit, tolerance: tolerance)
                .minimize(objective, from: first)
        case .lbfgs:
            let diagonal = objective.hessianDiagonal(curvature: objective.curvature(at: first))
            return try QuasiNewtonMethod(maximumIterations: limit, tolerance: tolerance)
                .minimize(
                    objective, from: first, preconditioner: .diagonal(diagonal.map { $0 > 0 ? $0 : 1 }))
        case .truncatedNewton:
            return TruncatedNewtonMethod(maximumIterations: limit, tolerance: tolerance)
                .minimize(objective, from: first)
        }
    }

    /// The fit that a search without a penalty on magnitudes ended at.
    ///
    /// - Throws: `LearningError.separated` where it has no end.
    private func fit(
        _ search: LogisticSearch, of objective: LogisticObjective, by solver: LogisticSolver,
        clusters: [Int]?
    ) throws(LearningError) -> LogisticFit {
        var state = search.state
        if objective.ridge.contains(0) {
            if search.point.margins.areSeparated && !objective.ridge.contains(where: { $0 > 0 }) {
                throw .separated
            }
            if state == .converged && search.point.margins.largest > Self.saturation { state = .saturated }
        }
        let design = objective.design
        let hasErrors =
            configuration.standardErrors && design.isDense && design.columns <= SubsampledStart.columnLimit
        return LogisticFit(
            coefficients: Array(search.point.parameters.dropLast()),
            intercept: search.point.parameters[design.columns], objective: search.point.value,
            gradientNorm: objective.gradientNorm(at: search.point), solver: solver,
            iterations: search.iterations, passes: search.passes, state: state, jitter: search.jitter,
            uncertainty: hasErrors ? objective.uncertainty(at: search.point, clusters: clusters) : nil)
    }
}
