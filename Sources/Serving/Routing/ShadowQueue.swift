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
        thread = RepeatingThread(every: Self.interval) { backlog.work() }
    }

    deinit { finish() }

    /// Questions that no shadow was asked, for the thread had too much to do.
    var dropped: Int { backlog.dropped.load(ordering: .relaxed) }

    /// Leaves a job to the thread; dropped and counted where too many wait.
    ///
    /// - Parameter bytes: of what the job keeps until it is done.
    func add(bytes: Int, _ job: @escaping @Sendable () -> Void) { backlog.add(bytes: bytes, job) }

    /// Stops the thread and does what still waits; what comes later is dropped.
    ///
    /// A second call does nothing.
    func finish() {
        thread.stop()
        backlog.work(isLast: true)
    }
}
