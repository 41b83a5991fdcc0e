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
    private let unitOfRow: [Int32]?

    /// - Parameters:
    ///   - count: the number of resamples.
    ///   - rowCount: how many rows there are, each drawn for itself.
    ///   - clusters: of the rows, drawn whole; nil where rows are independent.
    init(count: Int, seed: UInt64, rowCount: Int, clusters: RankedRows.Clusters?) {
        self.count = count
        self.seed = seed
        units = clusters?.count ?? rowCount
        unitOfRow = clusters?.numbers
        draw = MultinomialDraw(count: units)
    }

    /// What each resample gives, in order.
    ///
    /// - Parameter statistic: is given how often each row is drawn, (n_rows).
    /// - Complexity: O(count * n_rows), on all processors.
    func map<Result: Sendable>(_ statistic: @Sendable (Span<UInt8>) -> Result) -> [Result] {
        let workers = max(1, min(ProcessInfo.processInfo.activeProcessorCount, count))
        let shared = Mutex([Result?](repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            var weights = [UInt8](repeating: 0, count: units)
            var ofRows = [UInt8](repeating: 0, count: unitOfRow?.count ?? 0)
            for resample in stride(from: worker, to: count, by: workers) {
                var generator = SplitMix64(seed: seed, stream: UInt64(resample))
                draw.draw(into: &weights, with: &generator)
                let result: Result
                if let unitOfRow {
                    for row in unitOfRow.indices { ofRows[row] = weights[Int(unitOfRow[row])] }
                    result = statistic(ofRows.span)
                } else {
                    result = statistic(weights.span)
                }
                shared.withLock { $0[resample] = result }
            }
        }
        return shared.withLock { $0.compactMap { $0 } }
    }
}
