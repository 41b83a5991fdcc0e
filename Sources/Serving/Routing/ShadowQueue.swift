internal import Synchronization

/// Scores by shadows on a thread of its own, so that no answer waits for them.
final class ShadowQueue: Sendable {
    private let backlog: ShadowBacklog
    private let thread: RepeatingThread

    private static let interval = Duration.milliseconds(10)

    /// Starts the thread.
    init() {
        let backlog = ShadowBacklog()
        self.backlog = backlog
        // At the end, too, since what came while the last round was on still waits.
        thread = RepeatingThread(every: Self.interval, atEnd: { backlog.work() }) { backlog.work() }
    }

    deinit { finish(within: .zero) }

    /// Questions that no shadow was asked, for the thread had too much to do.
    var dropped: Int { backlog.dropped.load(ordering: .relaxed) }

    /// Leaves a job to the thread; dropped and counted where too many wait.
    ///
    /// - Parameter bytes: of what the job keeps until it is done.
    func add(bytes: Int, _ job: @escaping @Sendable () -> Void) { backlog.add(bytes: bytes, job) }

    /// Has the thread do what still waits, for so long at most, and stops it; what waits then, and comes later, is dropped.
    ///
    /// A question that is being scored then goes on. A second call does nothing.
    /// - Returns: how many questions were dropped.
    @discardableResult
    func finish(within time: Duration) -> Int {
        thread.stop(within: time)
        return backlog.close()
    }
}
