internal import Synchronization

/// How many things took how long; counted from several threads at once without a lock.
final class DurationHistogram: Sendable {
    /// Upper bounds of the buckets for the time of a request, in nanoseconds.
    ///
    /// OpenTelemetry's for HTTP servers, with finer ones below 5 ms.
    static let requestBounds = [
        50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000,
        50_000_000, 75_000_000, 100_000_000, 250_000_000, 500_000_000, 750_000_000, 1_000_000_000,
        2_500_000_000, 5_000_000_000, 7_500_000_000, 10_000_000_000,
    ]
    /// Upper bounds of the buckets for the time it takes to score a batch, in nanoseconds.
    static let scoringBounds = [
        1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
        5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000, 250_000_000, 1_000_000_000,
    ]

    private let bounds: [Int]
    // As many as the longest list of bounds, and one for what is above the last.
    private let counts: InlineArray<21, Atomic<Int>>
    private let sum = Atomic<Int>(0)

    /// An empty histogram.
    ///
    /// - Parameter bounds: ascending nanoseconds, at most 20.
    init(bounds: [Int]) {
        precondition(bounds.count <= 20)
        self.bounds = bounds
        counts = InlineArray { _ in Atomic(0) }
    }

    /// Counts one.
    ///
    /// - Complexity: O(bounds) comparisons; allocates nothing.
    func record(nanoseconds: Int) {
        var bucket = 0
        while bucket < bounds.count, nanoseconds > bounds[bucket] { bucket += 1 }
        counts[bucket].add(1, ordering: .relaxed)
        sum.add(nanoseconds, ordering: .relaxed)
    }

    /// The counts so far.
    var counted: Counted {
        Counted(
            bounds: bounds, counts: (0...bounds.count).map { counts[$0].load(ordering: .relaxed) },
            nanoseconds: sum.load(ordering: .relaxed))
    }

    /// The counts of a histogram.
    struct Counted: Equatable, Sendable {
        /// Upper bounds of the buckets, in nanoseconds.
        var bounds: [Int]
        /// A count for each bucket, and one for what is above the last; not cumulative.
        var counts: [Int]
        /// The sum of what was counted.
        var nanoseconds = 0

        /// Empty counts.
        init(bounds: [Int]) {
            self.init(bounds: bounds, counts: [Int](repeating: 0, count: bounds.count + 1))
        }

        init(bounds: [Int], counts: [Int], nanoseconds: Int = 0) {
            self.bounds = bounds
            self.counts = counts
            self.nanoseconds = nanoseconds
        }

        /// How many were counted.
        var total: Int { counts.reduce(0, +) }

        /// Adds the counts of a histogram with the same bounds.
        static func += (left: inout Counted, right: Counted) {
            precondition(left.bounds == right.bounds)
            for index in left.counts.indices { left.counts[index] += right.counts[index] }
            left.nanoseconds += right.nanoseconds
        }
    }
}
