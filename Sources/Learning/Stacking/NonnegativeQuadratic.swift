import LinearAlgebra

/// A convex quadratic function of a few numbers, of which all but the last must not be below 0.
///
/// Source: C. Lawson and R. Hanson, "Solving Least Squares Problems" (1974), chapter 23, with the start of
/// J. Nocedal and S. Wright, "Numerical Optimization" (2006), algorithm 16.3.
struct NonnegativeQuadratic {
    private let hessian: SymmetricMatrix
    /// Where the search starts: not below 0 but for the last.
    private let start: [Double]
    /// The gradient where all numbers are 0.
    private let slope: [Double]
    /// The gradient's size at the start, of which rounding leaves a share.
    private let rounding: Double

    /// What a point's first and second derivatives say of an objective.
    ///
    /// - Precondition: the point has second derivatives, which are positive definite.
    init(around point: LogisticObjective.Point) {
        guard let hessian = point.hessian else { preconditionFailure("a step needs second derivatives") }
        self.hessian = hessian
        let start = point.parameters
        let product = start.indices.map { row in
            start.indices.reduce(0) { $0 + hessian[row, $1] * start[$1] }
        }
        self.start = start
        slope = zip(point.gradient, product).map { $0 - $1 }
        rounding = 1e-15 * (zip(point.gradient, product).map { abs($0) + abs($1) }.max() ?? 0)
    }

    /// Where the least value is.
    ///
    /// - Throws: `LearningError.singular` where the second derivatives are not positive definite.
    /// - Complexity: O(numbers^4) where each bound is left or met once.
    func minimum() throws(LearningError) -> [Double] {
        let last = start.count - 1
        var found = start
        var free = start.indices.filter { $0 == last || start[$0] > 0 }
        // Each turn lowers the function or ends; the limit is for what rounding may make of equal values.
        for _ in 0..<(16 * start.count) {
            let best = try minimum(over: free)
            let leaving = free.filter { $0 != last && best[$0] <= 0 }
            guard !leaving.isEmpty else {
                found = best
                let slopes = start.indices.map { gradient(at: found, $0) }
                let entering = start.indices.filter { !free.contains($0) && slopes[$0] < -rounding }
                guard let steepest = entering.min(by: { (slopes[$0], $0) < (slopes[$1], $1) }) else { break }
                free = (free + [steepest]).sorted()
                continue
            }
            // As far as the first bound.
            func share(_ index: Int) -> Double {
                // What stands at its bound already goes no further, whatever rounding makes of its best place.
                found[index] > 0 ? found[index] / (found[index] - best[index]) : 0
            }
            let length = leaving.map(share).min() ?? 0
            let met = leaving.filter { !(share($0) > length) }
            for index in free {
                let moved = found[index] + length * (best[index] - found[index])
                found[index] = index == last ? moved : max(0, moved)
            }
            for index in met { found[index] = 0 }
            free.removeAll { met.contains($0) }
        }
        return found
    }

    /// The least value where the others are 0, whatever the sign.
    private func minimum(over free: [Int]) throws(LearningError) -> [Double] {
        var lower = [Double](repeating: 0, count: free.count * free.count)
        for (row, place) in free.enumerated() {
            for column in 0...row { lower[row * free.count + column] = hessian[place, free[column]] }
        }
        let factorization = try RidgedHessian(SymmetricMatrix(order: free.count, lowerTriangle: lower))
            .factorization
        let solution = factorization.solve(free.map { -slope[$0] })
        var found = [Double](repeating: 0, count: start.count)
        for (index, place) in free.enumerated() { found[place] = solution[index] }
        return found
    }

    private func gradient(at point: [Double], _ index: Int) -> Double {
        point.indices.reduce(slope[index]) { $0 + hessian[index, $1] * point[$1] }
    }
}
