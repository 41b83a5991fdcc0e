import LinearAlgebra
import Models

/// The never falling steps that are nearest to points, by the weighted sum of squares.
///
/// By pooling adjacent violators; points with the same argument are pooled first. The answer is the only one.
///
/// Sources: M. Ayer, H. Brunk, G. Ewing, W. Reid and E. Silverman, "An empirical distribution function for sampling with
/// incomplete information" (1955); R. Barlow, D. Bartholomew, J. Bremner and H. Brunk, "Statistical inference under order
/// restrictions" (1972).
public struct IsotonicRegression: Equatable, Sendable {
    /// The steps, ascending; the values ascend too.
    public let steps: [Step]

    /// Arguments that share a value.
    public struct Step: Equatable, Sendable {
        /// The least argument of the step's points.
        public var first: Double
        /// The greatest argument of the step's points.
        public var last: Double
        /// The weighted mean of the points' values.
        public var value: Double
        /// The sum of the points' weights.
        public var weight: Double
    }

    /// Fits the steps.
    ///
    /// - Parameters:
    ///   - arguments: shape (points), within ±1e90, as the others.
    ///   - values: shape (points).
    ///   - weights: shape (points), not below 0; a point of weight 0 does not count. Nil stands for 1 each.
    ///   - concurrency: threads at most; the bits do not depend on it.
    /// - Throws: `LearningError` for shapes and numbers that do not fit, and where no point counts.
    /// - Complexity: O(points log points); about linear where arguments are spread.
    public init(
        arguments: [Double], values: [Double], weights: [Double]? = nil, concurrency: Int = 1
    ) throws(LearningError) {
        try Self.check(values, named: "values", count: arguments.count)
        try Self.check(arguments, named: "arguments", count: arguments.count)
        if let weights {
            try Self.check(weights, named: "weights", count: arguments.count)
            if let row = weights.firstIndex(where: { $0 < 0 }) {
                throw .invalidNumber(in: "weights", row: row, column: 0)
            }
        }
        let points = OrderedPoints(arguments: arguments, values: values, weights: weights)
        let steps = Self.pooled(points, concurrency: concurrency)
        guard !steps.isEmpty else { throw .noRows }
        self.steps = steps
    }

    private static func check(_ numbers: [Double], named name: String, count: Int) throws(LearningError) {
        guard numbers.count == count else {
            throw .wrongCount(of: name, expected: count, found: numbers.count)
        }
        if let row = numbers.firstIndex(where: { !(abs($0) <= DesignEncoder.limit) }) {
            throw .invalidNumber(in: name, row: row, column: 0)
        }
    }

    /// Points that are gathered: of one argument, or of a step.
    private struct Pool {
        var first: Double
        var last: Double
        var sum: Double
        var weight: Double

        /// Whether its mean is not below another's.
        @inline(__always)
        func isNotBelow(_ other: Pool) -> Bool { sum * other.weight >= other.sum * weight }

        @inline(__always)
        mutating func take(before other: Pool) {
            first = other.first
            sum += other.sum
            weight += other.weight
        }
    }

    /// The steps of each part's points, and then of those steps: whatever pools within a part pools in the whole.
    private static func pooled(_ points: OrderedPoints, concurrency: Int) -> [Step] {
        let parts = RowBlocks(rowCount: points.count, blockSize: 1, concurrency: concurrency).map { part in
            pooled(Self.arguments(points.part(part.lowerBound)))
        }
        return pooled(parts.flatMap { $0 }).map {
            Step(first: $0.first, last: $0.last, value: $0.sum / $0.weight, weight: $0.weight)
        }
    }

    /// The points of each argument together; those of weight 0 left out.
    private static func arguments(_ points: [OrderedPoints.Point]) -> [Pool] {
        var pools: [Pool] = []
        pools.reserveCapacity(points.count)
        let points = points.span
        var index = 0
        while index < points.count {
            let argument = points[index].argument
            var pool = Pool(first: argument, last: argument, sum: 0, weight: 0)
            while index < points.count && points[index].argument == argument {
                pool.sum += points[index].weight * points[index].value
                pool.weight += points[index].weight
                index += 1
            }
            if pool.weight > 0 { pools.append(pool) }
        }
        return pools
    }

    /// Pools that do not rise with the one before.
    private static func pooled(_ pools: [Pool]) -> [Pool] {
        var steps = pools
        var count = 0
        let pools = pools.span
        var target = steps.mutableSpan
        for index in 0..<pools.count {
            var pool = pools[index]
            while count > 0 && target[count - 1].isNotBelow(pool) {
                pool.take(before: target[count - 1])
                count -= 1
            }
            target[count] = pool
            count += 1
        }
        steps.removeLast(steps.count - count)
        return steps
    }

    /// The value at an argument: the step's, between two steps on the straight line from one to the next, beyond all steps that
    /// of the outermost one.
    ///
    /// - Parameter argument: not NaN.
    /// - Complexity: O(log steps).
    public func value(at argument: Double) -> Double {
        var (lower, upper) = (0, steps.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if steps[middle].last < argument { lower = middle + 1 } else { upper = middle }
        }
        guard lower < steps.count else { return steps[steps.count - 1].value }
        let next = steps[lower]
        guard argument < next.first, lower > 0 else { return next.value }
        let before = steps[lower - 1]
        return before.value + (next.value - before.value)
            * ((argument - before.last) / (next.first - before.last))
    }
}
