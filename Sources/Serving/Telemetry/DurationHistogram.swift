internal import Synchronization

/// How many things took how long; counted from several threads at once without a lock.
final class DurationHistogram: Sendable {
    private let scale: DurationScale
    // As many as the longest list of bounds, and one for what is above the last.
    private let counts: InlineArray<21, Atomic<Int>>
    private let sum = Atomic<Int>(0)

    /// An empty histogram.
    ///
    /// - Parameter scale: with at most 20 bounds.
    init(_ scale: DurationScale) {
        precondition(scale.bounds.count <= 20)
        self.scale = scale
        counts = InlineArray { _ in Atomic(0) }
    }

    /// Counts one.
    ///
    /// - Parameter time: in ticks of the scale.
    /// - Complexity: O(bounds) comparisons; allocates nothing.
    func record(_ time: Int) {
        var bucket = 0
        while bucket < scale.bounds.count, time > scale.bounds[bucket] { bucket += 1 }
        counts[bucket].add(1, ordering: .relaxed)
        sum.add(time, ordering: .relaxed)
    }

    /// The counts so far.
    var counted: Counted {
        Counted(
            scale, counts: (0...scale.bounds.count).map { counts[$0].load(ordering: .relaxed) },
            sum: sum.load(ordering: .relaxed))
    }

    /// The counts of a histogram.
    struct Counted: Equatable, Sendable {
        /// The buckets.
        var scale: DurationScale
        /// A count for each bucket, and one for what is above the last; not cumulative.
        var counts: [Int]
        /// The sum of what was counted, in ticks of the scale.
        var sum = 0

        /// Empty counts.
        init(_ scale: DurationScale) {
            self.init(scale, counts: [Int](repeating: 0, count: scale.bounds.count + 1))
        }

        init(_ scale: DurationScale, counts: [Int], sum: Int = 0) {
            self.scale = scale
            self.counts = counts
            self.sum = sum
        }

        /// How many were counted.
        var total: Int { counts.reduce(0, +) }

        /// Adds the counts of a histogram with the same scale.
        static func += (left: inout Counted, right: Counted) {
            precondition(left.scale == right.scale)
            for index in left.counts.indices { left.counts[index] += right.counts[index] }
            left.sum += right.sum
        }
    }
}
