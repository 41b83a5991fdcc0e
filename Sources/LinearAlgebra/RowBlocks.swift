import Dispatch
import Synchronization

/// Rows cut into fixed blocks that are worked on in parallel and put together in the order of the rows.
///
/// The blocks depend on the number of rows and the block size alone and partial sums are added in the blocks' order,
/// so results have the same bits whatever the number of threads.
public struct RowBlocks: Sendable {
    /// The number of rows.
    public let rowCount: Int
    /// Rows a block; the last block may be shorter.
    public let blockSize: Int
    /// Threads at most.
    public let concurrency: Int
    /// Rows a block unless others are asked for.
    public static let blockSize = 4096

    /// Creates the blocks.
    ///
    /// - Precondition: there is at least one thread, and a row a block.
    public init(rowCount: Int, blockSize: Int = Self.blockSize, concurrency: Int) {
        precondition(concurrency > 0, "at least one thread works")
        precondition(blockSize > 0, "a block has rows")
        self.rowCount = rowCount
        self.blockSize = blockSize
        self.concurrency = concurrency
    }

    /// The number of blocks.
    public var count: Int { (rowCount + blockSize - 1) / blockSize }

    /// What the body makes of each block's rows, in the order of the blocks.
    ///
    /// A thread that is done takes the next block, so that a slow one holds up no other.
    public func map<Result: Sendable>(_ body: @Sendable (Range<Int>) -> Result) -> [Result] {
        let workers = min(concurrency, count)
        guard workers > 1 else { return (0..<count).map { body(rows(ofBlock: $0)) } }
        let next = Atomic(0)
        let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard block < count else { return }
                let result = body(rows(ofBlock: block))
                results.withLock { $0[block] = result }
            }
        }
        return results.withLock { finished in finished.compactMap { $0 } }
    }

    /// Adds what the body makes of each block's rows to a sum, in the order of the blocks.
    ///
    /// A block's part is added as soon as those before it are, so that about two parts a thread are held at once rather than
    /// all; the bits are those of `map` and a loop.
    public func reduce<Sum: Sendable, Part: Sendable>(
        into sum: Sum, _ body: @Sendable (Range<Int>) -> Part, adding: @Sendable (inout Sum, Part) -> Void
    ) -> Sum {
        let workers = min(concurrency, count)
        guard workers > 1 else {
            var sum = sum
            for block in 0..<count { adding(&sum, body(rows(ofBlock: block))) }
            return sum
        }
        let next = Atomic(0)
        let state = Mutex((sum: sum, added: 0, waiting: [Int: Part]()))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard block < count else { return }
                let part = body(rows(ofBlock: block))
                state.withLock { state in
                    state.waiting[block] = part
                    while let part = state.waiting.removeValue(forKey: state.added) {
                        adding(&state.sum, part)
                        state.added += 1
                    }
                }
            }
        }
        return state.withLock { $0.sum }
    }

    private func rows(ofBlock block: Int) -> Range<Int> {
        block * blockSize..<min((block + 1) * blockSize, rowCount)
    }
}
