internal import Synchronization

/// An open connection: since when it has had no whole request.
final class WatchedConnection: Sendable {
    /// Whether it is above the limit: it gets one answer, and not for long.
    let isSpare: Bool
    private let begin: Atomic<Int>

    init(isSpare: Bool) {
        self.isSpare = isSpare
        begin = Atomic(MonotonicTime.now.nanoseconds)
    }

    /// Since when it has had no whole request.
    var since: MonotonicTime { MonotonicTime(nanoseconds: begin.load(ordering: .relaxed)) }

    /// A request of the connection was answered.
    func restart() { begin.store(MonotonicTime.coarse.nanoseconds, ordering: .relaxed) }
}
