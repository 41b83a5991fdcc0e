import Arithmetic
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
        let steps: [Step]
        if let weights {
            let payloads = zip(values, weights).map { SIMD2($0, $1) }
            steps = Self.pooled(
                OrderedPoints(arguments: arguments, payloads: payloads), concurrency: concurrency
            ) { $0 }
        } else {
            steps = Self.pooled(
                OrderedPoints(arguments: arguments, payloads: values), concurrency: concurrency
            ) { SIMD2($0, 1) }
        }
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
        func isNotBelow(_ other: Pool) -> Bool {
            // The products of tiny weights vanish; means then tell.
            weight * other.weight > 0x1p-900
                ? sum * other.weight >= other.sum * weight : sum / weight >= other.sum / other.weight
        }

        @inline(__always)
        mutating func take(before other: Pool) {
            first = other.first
            sum += other.sum
            weight += other.weight
        }
    }

    /// The steps of each part's points, and then of those steps: whatever pools within a part pools in the whole.
    ///
    /// - Parameter reading: value and weight of a payload.
    @inline(__always)
    private static func pooled<Payload>(
        _ points: OrderedPoints<Payload>, concurrency: Int, reading: @Sendable (Payload) -> SIMD2<Double>
    ) -> [Step] {
        let parts = RowBlocks(rowCount: points.count, blockSize: 1, concurrency: concurrency).map { part in
            pooled(points.part(part.lowerBound), reading)
        }
        var steps: [Pool] = []
        for pool in parts.joined() { add(pool, to: &steps) }
        return steps.map {
            Step(first: $0.first, last: $0.last, value: $0.sum / $0.weight, weight: $0.weight)
        }
    }

    /// The steps of a part: the points of each argument together, and together with those before while these are not below.
    @inline(__always)
    private static func pooled<Payload>(
        _ points: [OrderedPoints<Payload>.Point], _ reading: (Payload) -> SIMD2<Double>
    ) -> [Pool] {
        let points = points.span
        var steps: [Pool] = []
        // The last step, apart, so that it stays in registers.
        var top = Pool(first: 0, last: 0, sum: 0, weight: 0)
        var index = 0
        while index < points.count {
            let argument = points[index].argument
            var pool = Pool(first: argument, last: argument, sum: 0, weight: 0)
            while index < points.count && points[index].argument == argument {
                let read = reading(points[index].payload)
                pool.sum += read.y * read.x
                pool.weight += read.y
                index += 1
            }
            if !(pool.weight > 0) { continue }
            if top.weight > 0 {
                if !top.isNotBelow(pool) {
                    steps.append(top)
                    top = pool
                    continue
                }
                pool.take(before: top)
            }
            while let before = steps.last, before.isNotBelow(pool) {
                pool.take(before: before)
                steps.removeLast()
            }
            top = pool
        }
        if top.weight > 0 { steps.append(top) }
        return steps
    }

    private static func add(_ next: Pool, to steps: inout [Pool]) {
        var pool = next
        while let before = steps.last, before.isNotBelow(pool) {
            pool.take(before: before)
            steps.removeLast()
        }
        steps.append(pool)
    }

    /// The value at an argument: the step's, between two steps on the straight line from one to the next, beyond all steps that
    /// of the outermost one.
    ///
    /// - Parameter argument: not NaN.
    /// - Complexity: O(log steps).
    public func value(at argument: Double) -> Double {
        let lower = steps.partitioningIndex { !($0.last < argument) }
        guard lower < steps.count else { return steps[steps.count - 1].value }
        let next = steps[lower]
        guard argument < next.first, lower > 0 else { return next.value }
        let before = steps[lower - 1]
        return before.value + (next.value - before.value)
            * ((argument - before.last) / (next.first - before.last))
    }
}
