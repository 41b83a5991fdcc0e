internal import Synchronization

/// Work that waits for a thread that has time for it.
final class ShadowBacklog: Sendable {
    /// Jobs that were not done, for there was no room.
    let dropped = Atomic<Int>(0)
    private let held = Mutex(Held())

    private struct Job: Sendable {
        var bytes: Int
        var work: @Sendable () -> Void
    }

    private struct Held: Sendable {
        // Those that wait, in their order.
        var jobs: [Job] = []
        // Those that are being done, the next one last.
        var batch: [Job] = []
        // Of these and of the one that is being done.
        var count = 0
        var bytes = 0
        var isClosed = false
    }

    /// Jobs that may be held.
    static let jobLimit = 1_024
    /// Bytes of requests that may be held with them.
    static let byteLimit = 16 << 20

    /// Jobs that wait or are being done, and the bytes of their requests.
    var load: (jobs: Int, bytes: Int) { held.withLock { ($0.count, $0.bytes) } }

    /// Keeps a job, or drops it where there is no room.
    ///
    /// - Parameter bytes: of what the job keeps until it is done.
    func add(bytes: Int, _ job: @escaping @Sendable () -> Void) {
        let isKept = held.withLock { held in
            guard !held.isClosed, held.count < Self.jobLimit, held.bytes + bytes <= Self.byteLimit else {
                return false
            }
            held.jobs.append(Job(bytes: bytes, work: job))
            held.count += 1
            held.bytes += bytes
            return true
        }
        if !isKept { dropped.add(1, ordering: .relaxed) }
    }

    /// Does what waits, one after the other; each makes room once it is done.
    ///
    /// To be called by one thread at a time.
    func work() {
        held.withLock { held in
            held.batch = held.jobs.reversed()
            held.jobs = []
        }
        while let job = held.withLock({ $0.batch.popLast() }) {
            job.work()
            held.withLock { held in
                held.count -= 1
                held.bytes -= job.bytes
            }
        }
    }

    /// Drops what waits, and whatever comes later: how many waited.
    func close() -> Int {
        let count = held.withLock { held in
            let waiting = held.jobs + held.batch
            held.isClosed = true
            held.jobs = []
            held.batch = []
            held.count -= waiting.count
            held.bytes -= waiting.reduce(0) { $0 + $1.bytes }
            return waiting.count
        }
        dropped.add(count, ordering: .relaxed)
        return count
    }
}
