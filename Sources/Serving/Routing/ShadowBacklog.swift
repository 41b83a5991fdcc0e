internal import Synchronization

/// Work that waits for a thread that has time for it.
final class ShadowBacklog: Sendable {
    /// Jobs that were not done, for there was no room.
    let dropped = Atomic<Int>(0)
    private let waiting = Mutex(Waiting())

    private struct Waiting: Sendable {
        var jobs: [@Sendable () -> Void] = []
        var bytes = 0
        var isClosed = false
    }

    /// Jobs that may wait.
    static let jobLimit = 1_024
    /// Bytes of requests that may wait with them.
    static let byteLimit = 16 << 20

    /// Keeps a job, or drops it where there is no room.
    ///
    /// - Parameter bytes: of the request that it keeps.
    func add(bytes: Int, _ job: @escaping @Sendable () -> Void) {
        let isKept = waiting.withLock { waiting in
            guard !waiting.isClosed, waiting.jobs.count < Self.jobLimit,
                waiting.bytes + bytes <= Self.byteLimit
            else { return false }
            waiting.jobs.append(job)
            waiting.bytes += bytes
            return true
        }
        if !isKept { dropped.add(1, ordering: .relaxed) }
    }

    /// Does what waits, one after the other.
    ///
    /// - Parameter isLast: whether jobs that come later are dropped.
    func work(isLast: Bool = false) {
        let jobs = waiting.withLock { waiting in
            if isLast { waiting.isClosed = true }
            defer {
                waiting.jobs = []
                waiting.bytes = 0
            }
            return waiting.jobs
        }
        for job in jobs { job() }
    }
}
