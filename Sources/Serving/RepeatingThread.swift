internal import Glibc
internal import Storage
internal import Synchronization

/// A thread that does something again and again until it is stopped.
///
/// The body never runs twice at once, and not after `stop` has returned.
@safe
final class RepeatingThread: Sendable {
    private let isStopped = Atomic<Bool>(false)
    private let isDone = Atomic<Bool>(false)
    /// Rung when the thread is to end, so that it need not wake to look.
    private let bell = WakingBell()
    private nonisolated(unsafe) var thread: pthread_t = 0
    private let interval: Duration
    private let body: @Sendable () -> Void
    private let atEnd: @Sendable () -> Void

    /// Starts the thread; the body runs at once, then after each interval.
    ///
    /// - Parameter atEnd: runs once, when the thread was stopped.
    init(
        every interval: Duration, atEnd: @escaping @Sendable () -> Void = {},
        _ body: @escaping @Sendable () -> Void
    ) {
        self.interval = interval
        self.body = body
        self.atEnd = atEnd
        // The thread keeps the object alive until it ends.
        let context = unsafe Unmanaged.passRetained(self).toOpaque()
        let status = unsafe pthread_create(
            &thread, nil,
            { context in
                guard let context = unsafe context else { return nil }
                unsafe Unmanaged<RepeatingThread>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, context)
        if status != 0 { fatalError("no thread could be started (\(SystemError.words(status)))") }
    }

    /// Ends the thread and waits for it; a second call does nothing.
    ///
    /// Not to be called by the body.
    func stop() {
        guard ring() else { return }
        unsafe pthread_join(thread, nil)
    }

    /// Ends the thread and waits for it, for so long at most; a second call does nothing.
    ///
    /// A thread that goes on is left to itself: it holds what it needs, and ends when its body does.
    /// - Returns: whether it ended in time.
    @discardableResult
    func stop(within time: Duration) -> Bool {
        guard ring() else { return true }
        let end = ContinuousClock.now + time
        while !isDone.load(ordering: .acquiring) {
            guard ContinuousClock.now < end else {
                unsafe pthread_detach(thread)
                return false
            }
            Self.sleep(for: .milliseconds(2))
        }
        unsafe pthread_join(thread, nil)
        return true
    }

    /// Lets the calling thread sleep; not at all for a duration that has passed already.
    static func sleep(for duration: Duration) {
        let (seconds, attoseconds) = duration.components
        usleep(UInt32(max(0, seconds * 1_000_000 + attoseconds / 1_000_000_000_000)))
    }

    /// Tells the thread to end; whether it was not told before.
    private func ring() -> Bool {
        guard !isStopped.exchange(true, ordering: .sequentiallyConsistent) else { return false }
        bell.ring()
        return true
    }

    private func run() {
        while !isStopped.load(ordering: .relaxed) {
            body()
            if interval > .zero { bell.sleep(for: interval) }
        }
        atEnd()
        isDone.store(true, ordering: .releasing)
    }
}
