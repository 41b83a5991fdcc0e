internal import Synchronization

/// The memory of a body that is over, for the next one: to ask for some thousand bytes takes longer than to read a small body.
final class SpareBody: Sendable {
    private let kept = Mutex<[UInt8]>([])

    /// The most bytes that are kept.
    static let limit = 64 << 10

    /// An empty body with room for that many bytes.
    func take(_ bytes: Int) -> [UInt8] {
        var body: [UInt8] = []
        kept.withLock { swap(&$0, &body) }
        body.reserveCapacity(bytes)
        return body
    }

    /// Keeps the memory of a body, which is emptied.
    func keep(_ body: inout [UInt8]) {
        guard 1...Self.limit ~= body.capacity else { return }
        body.removeAll(keepingCapacity: true)
        kept.withLock { swap(&$0, &body) }
    }
}
