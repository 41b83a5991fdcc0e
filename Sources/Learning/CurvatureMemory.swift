/// What the latest steps told of the curvature, on top of a first Hessian.
struct CurvatureMemory {
    private var pairs: [Pair] = []
    /// Steps remembered, at most.
    let limit: Int
    /// What rounding makes of a gradient, as a share of its natural size.
    private static let rounding = 1e-14

    private struct Pair {
        var step: [Double]
        var change: [Double]
        /// 1 / (step' change).
        var scale: Double
    }

    /// Creates a memory of nothing.
    init(limit: Int = 10) { self.limit = limit }

    /// Whether no step is remembered.
    var isEmpty: Bool { pairs.isEmpty }

    /// Remembers a step along which the gradient grew, as it does in a convex function, by more than rounding may have
    /// made of it.
    ///
    /// - Parameter gradientScale: the natural size of each element of the gradient.
    mutating func append<Point: SmoothPoint>(from point: Point, to next: Point, gradientScale: [Double]) {
        let step = zip(next.parameters, point.parameters).map { $0 - $1 }
        let change = zip(next.gradient, point.gradient).map { $0 - $1 }
        let product = step.innerProduct(change)
        guard product > Self.noise(along: step, gradientScale: gradientScale) && (1 / product).isFinite else {
            return
        }
        if pairs.count == limit { pairs.removeFirst() }
        pairs.append(Pair(step: step, change: change, scale: 1 / product))
    }

    /// What rounding may make of a gradient's growth along a step.
    static func noise(along step: [Double], gradientScale: [Double]) -> Double {
        zip(step, gradientScale).reduce(0) { $0 + abs($1.0) * $1.1 } * Self.rounding
    }

    /// Minus the inverse Hessian's estimate times the gradient.
    ///
    /// - Parameter solve: the solution of H x = vector for the first Hessian H.
    /// - Complexity: O(columns * steps remembered), and what a solution with the first Hessian takes.
    func direction(_ gradient: [Double], solve: ([Double]) -> [Double]) -> [Double] {
        var vector = gradient
        var shares = [Double](repeating: 0, count: pairs.count)
        for index in pairs.indices.reversed() {
            shares[index] = pairs[index].scale * pairs[index].step.innerProduct(vector)
            Self.add(-shares[index], pairs[index].change, to: &vector)
        }
        vector = solve(vector)
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
