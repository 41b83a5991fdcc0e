internal import Synchronization

/// Recorded requests that wait to be sent, up to a number; what comes then is dropped and counted.
final class TraceQueue: Sendable {
    /// Requests that were dropped.
    let dropped = Atomic<Int>(0)
    private let limit: Int
    private let waiting = Mutex<[RecordedRequest]>([])

    /// An empty queue.
    init(limit: Int) { self.limit = limit }

    /// Keeps a request if there is room.
    func append(_ request: RecordedRequest) {
        let isKept = waiting.withLock { waiting in
            guard waiting.count < limit else { return false }
            waiting.append(request)
            return true
        }
        if !isKept { dropped.add(1, ordering: .relaxed) }
    }

    /// All that wait, in the order they came.
    func take() -> [RecordedRequest] {
        waiting.withLock { waiting in
            let taken = waiting
            waiting = []
            return taken
        }
    }
}
