internal import Synchronization

/// Leaves a model that fails alone for a while: closed while it answers in time, open after too many failures, and then
/// tried with what comes first.
///
/// What passes while it is closed reads one atomic number.
final class CircuitBreaker: Sendable {
    /// 0 while it is closed, else the nanoseconds until which it is open.
    private let openUntil = Atomic<Int>(0)
    /// When the model failed of late, oldest first; no more than the policy counts.
    private let failures = Mutex<[Int]>([])

    /// What a failure or an answer changed.
    enum Change { case none, opened, closed }

    /// Whether a request may pass.
    ///
    /// - Parameter now: nanoseconds on a clock that does not go back; above 0.
    func isOpen(at now: MonotonicTime) -> Bool {
        let end = openUntil.load(ordering: .relaxed)
        return end != 0 && now.nanoseconds < end
    }

    /// The model failed.
    func fail(_ policy: BreakerPolicy, at now: MonotonicTime) -> Change {
        failures.withLock { failures in
            let wasTrial = openUntil.load(ordering: .relaxed) != 0
            failures.removeAll { now.nanoseconds - $0 > policy.windowSeconds * 1_000_000_000 }
            failures.append(now.nanoseconds)
            guard wasTrial || failures.count >= policy.failures else { return .none }
            failures = []
            openUntil.store(now.nanoseconds + policy.coolSeconds * 1_000_000_000, ordering: .relaxed)
            return .opened
        }
    }

    /// The model answered in time.
    func succeed() -> Change {
        guard openUntil.load(ordering: .relaxed) != 0 else { return .none }
        return openUntil.exchange(0, ordering: .relaxed) == 0 ? .none : .closed
    }
}
