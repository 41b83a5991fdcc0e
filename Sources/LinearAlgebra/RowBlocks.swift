import Dispatch
import Synchronization

/// Rows cut into fixed blocks that are worked on in parallel and put together in the order of the rows.
///
/// The blocks depend on the number of rows alone and partial sums are added in the blocks' order, so results
/// have the same bits whatever the number of threads.
public struct RowBlocks: Sendable {
    /// The number of rows.
    public let rowCount: Int
    /// Threads at most.
    public let concurrency: Int
    /// Rows a block; the last block may be shorter.
    public static let blockSize = 4096

    /// Creates the blocks.
    ///
    /// - Precondition: there is at least one thread.
    public init(rowCount: Int, concurrency: Int) {
        precondition(concurrency > 0, "at least one thread works")
        self.rowCount = rowCount
        self.concurrency = concurrency
    }

    /// The number of blocks.
    public var count: Int { (rowCount + Self.blockSize - 1) / Self.blockSize }

    /// What the body makes of each block's rows, in the order of the blocks.
    public func map<Result: Sendable>(_ body: @Sendable (Range<Int>) -> Result) -> [Result] {
        var results: [Result] = []
        results.reserveCapacity(count)
        forEachWave(body) { results += $0 }
        return results
    }

    /// The sum of what the body makes of each block's rows, added element by element in the order of the blocks.
    ///
    /// - Parameters:
    ///   - count: the number of elements.
    ///   - body: returns that many elements.
    /// - Complexity: holds at most `concurrency + 1` partial sums at a time.
    public func sum(count: Int, _ body: @Sendable (Range<Int>) -> [Double]) -> [Double] {
        var total = [Double](repeating: 0, count: count)
        forEachWave(body) { partials in
            for partial in partials {
                precondition(partial.count == count, "a block's sum has another shape")
                for index in 0..<count { total[index] += partial[index] }
            }
        }
        return total
    }

    /// Works on as many blocks at a time as there are threads.
    private func forEachWave<Result: Sendable>(
        _ body: @Sendable (Range<Int>) -> Result, collect: ([Result]) -> Void
    ) {
        for first in stride(from: 0, to: count, by: concurrency) {
            collect(wave(first..<min(first + concurrency, count), body))
        }
    }

    private func wave<Result: Sendable>(
        _ blocks: Range<Int>, _ body: @Sendable (Range<Int>) -> Result
    ) -> [Result] {
        if blocks.count == 1 { return [body(rows(ofBlock: blocks.lowerBound))] }
        let results = Mutex<[Int: Result]>([:])
        DispatchQueue.concurrentPerform(iterations: blocks.count) { offset in
            let result = body(rows(ofBlock: blocks.lowerBound + offset))
            results.withLock { $0[offset] = result }
        }
        return results.withLock { finished in (0..<blocks.count).compactMap { finished[$0] } }
    }

    private func rows(ofBlock block: Int) -> Range<Int> {
        block * Self.blockSize..<min((block + 1) * Self.blockSize, rowCount)
    }
}
