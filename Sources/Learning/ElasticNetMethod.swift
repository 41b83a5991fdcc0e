import LinearAlgebra

/// Newton steps for a logistic objective with a penalty on magnitudes: each minimizes a quadratic model of the loss plus the
/// penalties by coordinate descent, with exact gradients and a line search always.
///
/// Source: J. Lee, Y. Sun and M. Saunders, "Proximal Newton-type methods for minimizing composite functions" (2014).
struct ElasticNetMethod {
    /// Steps at most.
    var maximumIterations: Int
    /// The relative violation of the optimality conditions at which the search ends.
    var tolerance: Double
    /// Some rows that stand for all where second derivatives are wanted; nil where all are looked at.
    var sample: LogisticObjective?

    private static let patience = 2
    private static let slow = 0.25

    /// Minimizes the objective plus the sum of `lasso` times magnitudes.
    ///
    /// - Parameters:
    ///   - objective: with the squared penalty.
    ///   - lasso: shape (columns).
    ///   - start: coefficients, then the intercept.
    ///   - model: what is known of the curvature; knows more afterwards. Nil looks at the start.
    /// - Returns: the value is that of the loss and both penalties, the gradient that of the loss and the squared one.
    func minimize(
        _ objective: LogisticObjective, lasso: [Double], from start: [Double], model: inout QuadraticModel?
    ) -> LogisticSearch {
        let penalties = (ridge: objective.ridge + [0], lasso: lasso + [0])
        var search = LogisticSearch(
            solver: .coordinateDescent, point: objective.point(at: start), passes: 1)
        var (freshness, wasSampled, misleads) = (Freshness.updated, false, false)
        var line = ProximalLineSearch(lasso: penalties.lasso, keepsCurvature: false)
        var (lastGain, slowSteps) = (Double.infinity, 0)
        while true {
            if objective.violation(at: search.point, lasso: lasso) <= tolerance {
                search.state = .converged
                break
            }
            guard search.iterations < maximumIterations else { break }
            let known: QuadraticModel
            if let model {
                known = model
            } else {
                // A sample that did not bring the search to its end once would not do so again.
                freshness = wasSampled ? .exact : .sampled
                wasSampled = true
                known = refresh(&search, objective, &freshness)
                model = known
            }
            let goal = known.minimum(
                from: search.point.parameters, gradient: search.point.gradient, ridge: penalties.ridge,
                lasso: penalties.lasso)
            let promised = line.promise(search.point, goal)
            slowSteps = promised > Self.slow * lastGain ? slowSteps + 1 : 0
            lastGain = promised
            if slowSteps < Self.patience && !misleads || freshness == .exact,
                let next = line.step(from: search.point, to: goal, promised: promised, of: objective)
            {
                let step = difference(next.parameters, search.point.parameters)
                let change = change(from: search.point, to: next, ridge: penalties.ridge)
                misleads = !known.agrees(step: step, change: change)
                model?.update(step: step, change: change, gradientScale: objective.gradientScale)
                search.point = next
                search.iterations += 1
                freshness = .updated
            } else if freshness == .exact {
                search.state = .stalled
                break
            } else {
                model = nil
                (lastGain, slowSteps, misleads) = (.infinity, 0, false)
            }
        }
        search.passes += line.passes
        search.point.value += line.magnitudes(search.point.parameters)
        return search
    }

    /// Where the model of the curvature comes from.
    private enum Freshness {
        /// An earlier point, or the steps since.
        case updated
        /// This point, by the sample.
        case sampled
        /// This point, by all rows.
        case exact
    }

    /// Second derivatives of the loss at a point: from the sample where there is one and it is asked for, else from all rows.
    private func refresh(
        _ search: inout LogisticSearch, _ objective: LogisticObjective, _ freshness: inout Freshness
    ) -> QuadraticModel {
        let part = freshness == .sampled ? sample : nil
        if part == nil {
            freshness = .exact
            search.passes += 1
        }
        var free = part ?? objective
        free.ridge = objective.ridge.map { _ in 0 }
        let point = free.point(at: search.point.parameters, withHessian: true)
        return QuadraticModel(point.hessian ?? SymmetricMatrix(order: search.point.parameters.count))
    }

    private func change(
        from point: LogisticObjective.Point, to next: LogisticObjective.Point, ridge: [Double]
    ) -> [Double] {
        next.gradient.indices.map { index in
            next.gradient[index] - point.gradient[index]
                - ridge[index] * (next.parameters[index] - point.parameters[index])
        }
    }

    private func difference(_ left: [Double], _ right: [Double]) -> [Double] {
        zip(left, right).map { $0 - $1 }
    }
}
