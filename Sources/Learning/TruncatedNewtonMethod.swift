/// Newton's method whose steps are found by conjugate gradients, so that no Hessian is ever formed.
///
/// Source: J. Nocedal and S. Wright, "Numerical Optimization" (2006), algorithm 7.1, with the Hessian's diagonal as
/// preconditioner.
struct TruncatedNewtonMethod {
    /// Steps at most.
    var maximumIterations: Int
    /// The relative gradient at which the search ends.
    var tolerance: Double

    /// Products with the Hessian at most, a step.
    private static let productLimit = 200

    /// Minimizes the objective.
    func minimize(_ objective: LogisticObjective, from start: [Double]) -> LogisticSearch {
        var search = LogisticSearch(
            solver: .truncatedNewton, point: objective.point(at: start, keepsCurvature: true), passes: 2)
        // As a preconditioner the first one serves to the end: it changes slowly, and only says which columns are steep.
        let diagonal = objective.hessianDiagonal(curvature: search.point.curvature).map { $0 > 0 ? $0 : 1 }
        var line = LineSearch()
        let first = objective.gradientNorm(at: search.point)
        while true {
            let norm = objective.gradientNorm(at: search.point)
            if norm <= tolerance {
                search.state = .converged
                break
            }
            guard search.iterations < maximumIterations else { break }
            // Superlinear towards the end, and never more exact than what is asked for.
            let accuracy = max(min(0.3, (norm / first).squareRoot()), min(0.3, 0.3 * tolerance / norm))
            let direction = direction(&search, objective, diagonal, accuracy: accuracy)
            guard
                let next = line.step(
                    from: search.point, along: direction, of: objective, keepsCurvature: true)
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

    /// A step that solves Newton's equation to a share of the gradient, in the norm of the preconditioner.
    private func direction(
        _ search: inout LogisticSearch, _ objective: LogisticObjective, _ diagonal: [Double],
        accuracy: Double
    ) -> [Double] {
        let curvature = search.point.curvature
        var solution = [Double](repeating: 0, count: diagonal.count)
        var residual = search.point.gradient.map { -$0 }
        var scaled = zip(residual, diagonal).map { $0 / $1 }
        var direction = scaled
        var size = residual.innerProduct(scaled)
        let goal = accuracy * accuracy * size
        for _ in 0..<Self.productLimit where size > goal {
            let image = objective.hessianProduct(direction, curvature: curvature)
            search.passes += 1
            let along = direction.innerProduct(image)
            guard along > 0 else { break }
            let length = size / along
            for index in solution.indices {
                solution[index] += length * direction[index]
                residual[index] -= length * image[index]
                scaled[index] = residual[index] / diagonal[index]
            }
            let next = residual.innerProduct(scaled)
            let share = next / size
            size = next
            for index in direction.indices { direction[index] = scaled[index] + share * direction[index] }
        }
        return solution
    }
}
