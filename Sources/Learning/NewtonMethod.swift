import Arithmetic
import LinearAlgebra
import Models

/// Newton's method for a logistic objective, with steps that are halved until the objective falls.
///
/// Source: J. Nocedal and S. Wright, "Numerical Optimization" (2006), algorithms 3.1 and 3.2.
struct NewtonMethod {
    /// Steps at most.
    var maximumIterations: Int
    /// The relative gradient at which the search ends.
    var tolerance: Double

    /// Minimizes the objective by Newton steps, halved until the objective falls enough.
    ///
    /// Once the gradient is within the tolerance one more full step is taken where it lowers the gradient
    /// further: it costs little and squares what error is left.
    func minimize(_ objective: LogisticObjective) throws(LearningError) -> LogisticFit {
        var point = objective.point(at: start(objective))
        var state = LogisticFit.State.iterationLimit
        var iterations = 0
        var jitter = 0.0
        while iterations < maximumIterations {
            let (factorization, ridge) = try factorize(objective.hessian(at: point))
            jitter = max(jitter, ridge)
            let direction = factorization.solve(point.gradient).map { -$0 }
            if objective.gradientNorm(at: point) <= tolerance {
                state = .converged
                let polished = objective.point(at: zip(point.parameters, direction).map { $0 + $1 })
                if objective.gradientNorm(at: polished) < objective.gradientNorm(at: point) {
                    point = polished
                    iterations += 1
                }
                break
            }
            guard let next = step(from: point, along: direction, of: objective) else {
                state = .stalled
                break
            }
            point = next
            iterations += 1
        }
        if objective.penalty == 0 {
            if objective.isSeparated(at: point) { throw .separated }
            if state == .converged && point.margins.contains(where: { abs($0) > Self.saturation }) {
                state = .saturated
            }
        }
        return summary(of: point, objective, iterations: iterations, state: state, jitter: jitter)
    }

    /// A margin beyond which a probability differs from 0 or 1 by less than 1e-9.
    private static let saturation = 20.0

    /// Zero coefficients and the intercept that gives the mean target.
    private func start(_ objective: LogisticObjective) -> [Double] {
        var positive = 0.0
        var negative = 0.0
        for (target, weight) in zip(objective.targets, objective.weights) {
            positive += weight * target
            negative += weight * (1 - target)
        }
        let intercept = PortableMath.log(positive) - PortableMath.log(negative)
        return Array(repeating: 0, count: objective.design.columns - 1) + [intercept]
    }

    /// The longest of the steps 1, 1/2, 1/4, … that lowers the objective by a fair share of what its slope
    /// promises, or nil.
    private func step(
        from point: LogisticObjective.Point, along direction: [Double], of objective: LogisticObjective
    ) -> LogisticObjective.Point? {
        let slope = zip(point.gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
        guard slope < 0 else { return nil }
        let rounding = 1e-13 * abs(point.value)
        var length = 1.0
        for _ in 0..<60 {
            let next = objective.point(at: zip(point.parameters, direction).map { $0 + length * $1 })
            if next.value <= point.value + 1e-4 * length * slope + rounding
                && next.parameters != point.parameters
            {
                return next
            }
            length /= 2
        }
        return nil
    }

    /// A pivot below this share of its diagonal element tells of a column that depends on those before it.
    private static let dependence = 1e-13

    /// Factorizes a Hessian, with the smallest relative ridge of 0, 1e-12, 1e-10, … 1e-2 that allows it.
    private func factorize(
        _ hessian: SymmetricMatrix
    ) throws(LearningError) -> (factorization: CholeskyFactorization, ridge: Double) {
        var ridge = 0.0
        while true {
            var ridged = hessian
            for (index, element) in hessian.diagonal.enumerated() where ridge > 0 {
                // A column without curvature has no natural size: any ridge stops it.
                ridged[index, index] = element > 0 ? element * (1 + ridge) : 1
            }
            do {
                return (try CholeskyFactorization(ridged, tolerance: Self.dependence), ridge)
            } catch {
                guard ridge < 1e-2 else { throw .singular(column: error.column) }
                ridge = ridge == 0 ? 1e-12 : ridge * 100
            }
        }
    }

    private func summary(
        of point: LogisticObjective.Point, _ objective: LogisticObjective, iterations: Int,
        state: LogisticFit.State, jitter: Double
    ) -> LogisticFit {
        let factorization = try? CholeskyFactorization(
            objective.hessian(at: point), tolerance: Self.dependence)
        let errors = factorization?.inverse().diagonal.map { $0.squareRoot() }
        return LogisticFit(
            coefficients: Array(point.parameters.dropLast()), intercept: point.parameters.last ?? 0,
            objective: point.value, gradientNorm: objective.gradientNorm(at: point), iterations: iterations,
            state: state, jitter: jitter, standardErrors: errors.map { Array($0.dropLast()) },
            interceptStandardError: errors?.last)
    }
}
