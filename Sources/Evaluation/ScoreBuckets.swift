import Dispatch
import FoundationEssentials
import Synchronization

/// Scores with their labels, parted into buckets from the highest score down that are sorted one by one.
///
/// A score's bits are made a whole number that ascends as the score descends; its leading digits are the bucket, the
/// rest with the label in the lowest bit stands in it. A bucket fits into a processor's own memory, where sorting is
/// cheap. What is made of the buckets does not depend on how many threads part and sort them.
/// Source: P. M. McIlroy, K. Bostic, M. D. McIlroy, "Engineering radix sort", Computing Systems 6 (1993) 5-27.
struct ScoreBuckets: Sendable {
    private let low: UInt64
    private let shift: UInt64
    private let bucketCount: Int
    private let parts: [Part]
    private let concurrency: Int

    /// The rows of one thread by bucket.
    private struct Part: Sendable {
        var packed: [UInt64]
        /// Where each bucket starts, (n_buckets + 1).
        var starts: [Int]
    }

    /// Parts the rows.
    ///
    /// - Parameters:
    ///   - scores: (n_rows), finite, at least one.
    ///   - labels: (n_rows).
    ///   - concurrency: threads at most; nil stands for one a processor.
    /// - Complexity: O(n).
    init(scores: [Double], labels: [Bool], concurrency: Int? = nil) {
        let count = scores.count
        // Few rows are sorted before a second thread has started.
        let threads =
            count < 1 << 15 ? 1 : concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        let chunks = (0..<threads).map { count * $0 / threads..<count * ($0 + 1) / threads }
        let extremes = Self.inParallel(threads) { Self.extremes(of: scores.span.extracting(chunks[$0])) }
        let low = extremes.map(\.low).min() ?? 0
        let range = (extremes.map(\.high).max() ?? 0) - low
        // About a thousand rows a bucket, but no more buckets than a processor writes to at a time without waiting.
        let digits = max(1, min(10, (Int.bitWidth - count.leadingZeroBitCount) - 10))
        let shift = UInt64(max(0, UInt64.bitWidth - range.leadingZeroBitCount - digits))
        let bucketCount = Int(range >> shift) + 1
        parts = Self.inParallel(threads) { thread in
            Self.part(
                scores.span.extracting(chunks[thread]), labels.span.extracting(chunks[thread]),
                bucketCount: bucketCount, low: low, shift: shift)
        }
        self.low = low
        self.shift = shift
        self.bucketCount = bucketCount
        self.concurrency = threads
    }

    /// A whole number that ascends as the score descends; -0 is 0.
    private static func key(_ score: Double) -> UInt64 {
        let bits = (score + 0).bitPattern
        return bits >> 63 == 1 ? bits : ~bits & (.max >> 1)
    }

    /// The score of such a number.
    static func score(_ key: UInt64) -> Double {
        Double(bitPattern: key >> 63 == 1 ? key : ~key & (.max >> 1))
    }

    private static func extremes(of scores: Span<Double>) -> (low: UInt64, high: UInt64) {
        var (low, high) = (UInt64.max, UInt64.min)
        for row in scores.indices {
            let key = key(scores[row])
            low = min(low, key)
            high = max(high, key)
        }
        return (low, high)
    }

    private static func part(
        _ scores: Span<Double>, _ labels: Span<Bool>, bucketCount: Int, low: UInt64, shift: UInt64
    ) -> Part {
        var starts = [Int](repeating: 0, count: bucketCount + 1)
        var places = [Int](repeating: 0, count: bucketCount)
        var packed = [UInt64](repeating: 0, count: scores.count)
        var startOf = starts.mutableSpan
        for row in scores.indices { startOf[Int((key(scores[row]) &- low) >> shift) &+ 1] &+= 1 }
        for bucket in 0..<bucketCount {
            startOf[bucket + 1] += startOf[bucket]
            places[bucket] = startOf[bucket]
        }
        let rest = UInt64(1) << shift &- 1
        var rows = packed.mutableSpan
        var next = places.mutableSpan
        for row in scores.indices {
            let key = key(scores[row]) &- low
            let bucket = Int(key >> shift)
            let place = next[bucket]
            next[bucket] = place &+ 1
            rows[place] = (key & rest) << 1 | (labels[row] ? 1 : 0)
        }
        return Part(packed: packed, starts: starts)
    }

    /// Folds runs of buckets, each with its rows sorted; the results are in the order of the buckets.
    ///
    /// - Parameters:
    ///   - initial: what a run starts from.
    ///   - body: is given the rows of a bucket, label in the lowest bit, and what to add to the other bits for `score`.
    /// - Complexity: O(n log n), in practice O(n).
    func fold<Result: Sendable>(
        _ initial: Result, _ body: @Sendable (inout Result, Span<UInt64>, _ base: UInt64) -> Void
    ) -> [Result] {
        let runs = runs()
        return Self.inParallel(runs.count, by: concurrency) { run in
            var result = initial
            var rows: [UInt64] = []
            var sorting = PackedSort()
            for bucket in runs[run] {
                rows.removeAll(keepingCapacity: true)
                for part in parts {
                    rows.append(contentsOf: part.packed[part.starts[bucket]..<part.starts[bucket + 1]])
                }
                if rows.isEmpty { continue }
                sorting.sort(&rows)
                body(&result, rows.span, low &+ UInt64(bucket) << shift)
            }
            return result
        }
    }

    /// Buckets in runs of about as many rows each, some for every thread.
    private func runs() -> [Range<Int>] {
        let total = parts.reduce(0) { $0 + $1.packed.count }
        let target = concurrency == 1 ? total : total / (8 * concurrency) + 1
        var runs: [Range<Int>] = []
        var first = 0
        var rows = 0
        for bucket in 0..<bucketCount {
            rows += parts.reduce(0) { $0 + $1.starts[bucket + 1] - $1.starts[bucket] }
            if rows >= target || bucket == bucketCount - 1 {
                runs.append(first..<bucket + 1)
                first = bucket + 1
                rows = 0
            }
        }
        return runs
    }

    private static func inParallel<Result: Sendable>(
        _ count: Int, by threads: Int? = nil, _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        if threads ?? count == 1 { return (0..<count).map(body) }
        let shared = Mutex([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let result = body(index)
            shared.withLock { $0[index] = result }
        }
        return shared.withLock { $0.compactMap { $0 } }
    }
}
