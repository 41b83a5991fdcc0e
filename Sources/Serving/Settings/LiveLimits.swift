internal import Synchronization

/// The limits that may change while the daemon runs.
final class LiveLimits: Sendable {
    private let body: Atomic<Int>
    private let pending: Atomic<Int>
    private let batch: Atomic<Int>

    init(_ limits: ServingLimits) {
        body = Atomic(limits.bodyBytes)
        pending = Atomic(limits.pendingBytes)
        batch = Atomic(limits.batchRows)
    }

    /// Bytes of a request's body.
    var bodyBytes: Int { body.load(ordering: .relaxed) }
    /// Bytes of the bodies of all requests together.
    var pendingBytes: Int { pending.load(ordering: .relaxed) }
    /// Rows of one batch.
    var batchRows: Int { batch.load(ordering: .relaxed) }

    /// Takes up other limits; requests that have begun may still be held to those of before.
    func take(_ limits: ServingLimits) {
        body.store(limits.bodyBytes, ordering: .relaxed)
        pending.store(limits.pendingBytes, ordering: .relaxed)
        batch.store(limits.batchRows, ordering: .relaxed)
    }
}
