import LinearAlgebra
import Models

extension MultinomialRegression {
    /// A margin beyond which a probability differs from 0 or 1 by less than 1e-9.
    private static let saturation = 20.0

    /// Fits coefficients and intercepts.
    ///
    /// - Parameters:
    ///   - problem: the rows and their classes. Without columns only the intercepts are fitted.
    ///   - start: a fit of the same shape to begin from; nil begins from zero coefficients.
    /// - Throws: `LearningError` for shapes and numbers that do not fit, for one class, for a class without a row, and for
    ///   separable classes without a penalty.
    /// - Complexity: O(passes * stored elements * classes), and O(columns^3) once for dense rows of up to 1,024 columns.
    public func fit(
        _ problem: MultinomialProblem, from start: MultinomialFit? = nil
    ) throws(LearningError) -> MultinomialFit {
        try fit(
            MultinomialObjective(problem, strength: configuration.strength, concurrency: concurrency),
            from: start)
    }

    /// Fits at falling strengths, each from the fit before it.
    ///
    /// - Parameters:
    ///   - problem: the rows and their classes.
    ///   - strengths: the strongest first; the configured one plays no part.
    ///   - isEnough: told of each fit; true ends the path.
    /// - Returns: a fit a strength, up to the one that was enough.
    /// - Throws: as `fit`.
    /// - Precondition: the strengths are in 0...1e90.
    /// - Complexity: of a fit a strength; what is known of the rows is computed once.
    public func path(
        _ problem: MultinomialProblem, strengths: [Double],
        isEnough: (MultinomialFit) -> Bool = { _ in false }
    ) throws(LearningError) -> [MultinomialFit] {
        precondition(strengths.allSatisfy { $0 >= 0 && $0 <= DesignEncoder.limit }, "strengths are in range")
        var fits: [MultinomialFit] = []
        guard let first = strengths.first else { return fits }
        var objective = try MultinomialObjective(problem, strength: first, concurrency: concurrency)
        for strength in strengths {
            objective.strength = strength
            let fit = try fit(objective, from: fits.last)
            fits.append(fit)
            if isEnough(fit) { break }
        }
        return fits
    }

    private func fit(
        _ objective: MultinomialObjective, from start: MultinomialFit?
    ) throws(LearningError) -> MultinomialFit {
        var first = objective.origin
        if let start { first = try objective.parameters(of: start) }
        var point = objective.point(at: first)
        var memory = CurvatureMemory(limit: point.parameters.count > 1 << 21 ? 5 : 10)
        var line = LineSearch()
        var (iterations, state) = (0, LogisticFit.State.iterationLimit)
        while true {
            if objective.gradientNorm(at: point) <= configuration.tolerance {
                state = .converged
                break
            }
            guard iterations < configuration.maximumIterations else { break }
            let direction = memory.direction(point.gradient) { objective.preconditioned($0, at: point) }
            let next = line.step(from: point, along: direction) { parameters, _ in
                objective.point(at: parameters)
            }
            if let next {
                memory.append(from: point, to: next, gradientScale: objective.gradientScale)
                point = next
                iterations += 1
            } else if memory.isEmpty {
                state = .stalled
                break
            } else {
                // What the steps told may mislead; without them the direction is the preconditioned gradient's.
                memory = CurvatureMemory(limit: memory.limit)
            }
        }
        if objective.strength == 0 {
            if point.margins.areSeparated { throw .separated }
            if state == .converged && point.margins.largest > Self.saturation { state = .saturated }
        }
        var fit = objective.fit(at: point)
        fit.iterations = iterations
        fit.passes = line.passes + 1
        fit.state = state
        return fit
    }
}
