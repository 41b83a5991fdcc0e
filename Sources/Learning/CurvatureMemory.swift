/// What the latest steps told of the curvature, on top of a first Hessian.
struct CurvatureMemory {
    private let preconditioner: Preconditioner
    private var pairs: [Pair] = []
    /// Steps remembered.
    private static let limit = 10

    private struct Pair {
        var step: [Double]
        var change: [Double]
        /// 1 / (step' change).
        var scale: Double
    }

    init(preconditioner: Preconditioner) { self.preconditioner = preconditioner }

    /// Remembers a step where the gradient grew along it, as it does in a convex function but for rounding.
    mutating func append(from point: LogisticObjective.Point, to next: LogisticObjective.Point) {
        let step = zip(next.parameters, point.parameters).map { $0 - $1 }
        let change = zip(next.gradient, point.gradient).map { $0 - $1 }
        let product = step.innerProduct(change)
        guard product > 0 && (1 / product).isFinite else { return }
        if pairs.count == Self.limit { pairs.removeFirst() }
        pairs.append(Pair(step: step, change: change, scale: 1 / product))
    }

    /// Minus the inverse Hessian's estimate times the gradient.
    ///
    /// - Complexity: O(columns * steps remembered), and what a solution with the first Hessian takes.
    func direction(_ gradient: [Double]) -> [Double] {
        var vector = gradient
        var shares = [Double](repeating: 0, count: pairs.count)
        for index in pairs.indices.reversed() {
            shares[index] = pairs[index].scale * pairs[index].step.innerProduct(vector)
            Self.add(-shares[index], pairs[index].change, to: &vector)
        }
        vector = preconditioner.solve(vector)
        for index in pairs.indices {
            let share = pairs[index].scale * pairs[index].change.innerProduct(vector)
            Self.add(shares[index] - share, pairs[index].step, to: &vector)
        }
        return vector.map { -$0 }
    }

    private static func add(_ factor: Double, _ further: [Double], to vector: inout [Double]) {
        for index in vector.indices { vector[index] += factor * further[index] }
    }
}
