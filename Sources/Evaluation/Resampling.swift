internal import Arithmetic
import Dispatch
import FoundationEssentials
import Synchronization

/// A bootstrap: rows or whole clusters drawn with replacement, time and again.
///
/// Each resample has a random stream of its own, and results are kept in the order of resamples: they are the same
/// whatever the number of threads.
struct Resampling: Sendable {
    /// The number of resamples.
    let count: Int
    private let seed: UInt64
    private let draw: MultinomialDraw
    private let units: Int
    private let rowCount: Int
    private let unitOfRow: [Int32]?

    /// - Parameters:
    ///   - count: the number of resamples.
    ///   - rowCount: how many rows there are, each drawn for itself.
    ///   - clusters: of the rows, drawn whole; nil where rows are independent.
    init(count: Int, seed: UInt64, rowCount: Int, clusters: RankedRows.Clusters?) {
        self.count = count
        self.seed = seed
        self.rowCount = rowCount
        units = clusters?.count ?? rowCount
        unitOfRow = clusters?.numbers
        draw = MultinomialDraw(count: units)
    }

    /// What each resample gives, in order.
    ///
    /// - Parameter statistic: is given how often each row is drawn, (n_rows).
    /// - Complexity: O(count * n_rows), on all processors.
    func map<Result: Sendable>(_ statistic: @Sendable (Span<UInt8>) -> Result) -> [Result] {
        inParallel(
            [UInt8](repeating: 0, count: units), [UInt8](repeating: 0, count: unitOfRow == nil ? 0 : rowCount)
        ) { generator, weights, ofRows in
            draw.draw(into: &weights, with: &generator)
            guard let unitOfRow else { return statistic(weights.span) }
            var target = ofRows.mutableSpan
            for row in unitOfRow.indices { target[row] = weights[Int(unitOfRow[row])] }
            return statistic(ofRows.span)
        }
    }

    /// What each resample gives, in order.
    ///
    /// - Parameter statistic: is given how many rows are drawn before each row and at the end, (n_rows + 1).
    /// - Complexity: O(count * n_rows), on all processors.
    func mapCumulated<Result: Sendable>(_ statistic: @Sendable (Span<UInt32>) -> Result) -> [Result] {
        inParallel(
            [UInt8](repeating: 0, count: units), [UInt32](repeating: 0, count: rowCount + 1)
        ) { generator, weights, cumulated in
            draw.draw(into: &weights, with: &generator)
            if let unitOfRow {
                var target = cumulated.mutableSpan
                var sum: UInt32 = 0
                for row in unitOfRow.indices {
                    sum &+= UInt32(weights[Int(unitOfRow[row])])
                    target[row &+ 1] = sum
                }
            } else {
                Self.cumulate(weights.span, into: &cumulated)
            }
            return statistic(cumulated.span)
        }
    }

    /// What each resample of independent rows gives, in order.
    ///
    /// - Parameters:
    ///   - sizes: of the pieces that the rows are cut into, as `PieceDraw` takes them.
    ///   - statistic: is given how many rows are drawn before each piece and at the end, (n_pieces + 1).
    /// - Complexity: O(count * (n_pieces + square root of n_rows)), on all processors.
    func mapPieces<Result: Sendable>(
        _ sizes: [UInt8], _ statistic: @Sendable (Span<UInt32>) -> Result
    ) -> [Result] {
        precondition(unitOfRow == nil)
        let draw = PieceDraw(sizes: sizes)
        return inParallel([UInt32](repeating: 0, count: sizes.count + 1), ()) { generator, cumulated, _ in
            draw.draw(into: &cumulated, with: &generator)
            return statistic(cumulated.span)
        }
    }

    /// Sums of the weights up to each row, eight at a time.
    ///
    /// Eight weights are below 256 together: they are about eight, and the chance of so many is below 1e-200.
    private static func cumulate(_ weights: Span<UInt8>, into cumulated: inout [UInt32]) {
        var span = cumulated.mutableSpan
        var sum: UInt32 = 0
        var row = 0
        let bytes = unsafe weights.bytes
        while row &+ 8 <= weights.count {
            let eight = unsafe UInt64(
                littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: row, as: UInt64.self))
            let sums = eight &* MultinomialDraw.eachByte
            let places =
                SIMD8<UInt32>(truncatingIfNeeded: unsafe unsafeBitCast(sums, to: SIMD8<UInt8>.self))
                &+ sum
            var target = unsafe span.mutableBytes
            target.storeBytes(of: places, toByteOffset: 4 &* (row &+ 1), as: SIMD8<UInt32>.self)
            sum &+= UInt32(truncatingIfNeeded: sums >> 56)
            row &+= 8
        }
        while row < weights.count {
            sum &+= UInt32(weights[row])
            span[row &+ 1] = sum
            row &+= 1
        }
    }

    /// - Parameters:
    ///   - drawn: what each thread draws into.
    ///   - rows: what it spreads the draws over.
    ///   - resample: is given the resample's random numbers, and these two of its thread.
    private func inParallel<Drawn: Sendable, Rows: Sendable, Result: Sendable>(
        _ drawn: Drawn, _ rows: Rows,
        _ resample: @Sendable (inout SplitMix64, inout Drawn, inout Rows) -> Result
    ) -> [Result] {
        let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, count))
        let shared = Mutex([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            var drawn = drawn
            var rows = rows
            for number in stride(from: worker, to: count, by: workers) {
                var generator = SplitMix64(seed: seed, stream: UInt64(number))
                let result = resample(&generator, &drawn, &rows)
                shared.withLock { $0[number] = result }
            }
        }
        return shared.withLock { $0.compactMap { $0 } }
    }
}
