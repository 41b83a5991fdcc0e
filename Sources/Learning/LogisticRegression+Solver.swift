import LinearAlgebra

extension LogisticRegression {
    /// The solver that a design is fitted by.
    ///
    /// - Throws: `LearningError.unfitSolver` where second derivatives are asked for that would not fit the memory.
    func solver(for design: DesignMatrix) throws(LearningError) -> LogisticSolver {
        let problem = "needs a dense design of at most \(Self.columnLimit) columns"
        let hasHessian = design.isDense && design.columns <= Self.columnLimit
        switch configuration.solver {
        case .automatic where configuration.l1Ratio > 0, .coordinateDescent:
            guard hasHessian || !design.isDense else {
                throw .unfitSolver(
                    .coordinateDescent,
                    problem: "needs sparse rows, or dense ones of at most \(Self.columnLimit) columns",
                    remedy: configuration.l1Ratio > 0
                        ? "give sparse rows, or set the penalty's share on magnitudes to 0"
                        : "take 'automatic'")
            }
            return .coordinateDescent
        case let solver where configuration.l1Ratio > 0:
            throw .unfitSolver(
                solver, problem: "knows no penalty on magnitudes",
                remedy: "take 'automatic', or set the penalty's share on magnitudes to 0")
        case .automatic:
            guard hasHessian else { return .truncatedNewton }
            return SubsampledStart.isWorthwhile(for: design) ? .subsampledNewton : .newton
        case .newton, .subsampledNewton:
            guard hasHessian else {
                throw .unfitSolver(configuration.solver, problem: problem, remedy: "take 'automatic'")
            }
            return configuration.solver
        case .lbfgs, .truncatedNewton: return configuration.solver
        }
    }
}
