internal import Synchronization

/// Leaves a model that is too slow alone for a while: closed while it answers in time, open after too many failures, and
/// then tried with one request, which says whether it closes.
///
/// What passes while it is closed reads one atomic number.
final class CircuitBreaker: Sendable {
    /// 0 while it is closed, else the nanoseconds from when on one request may try.
    private let openUntil = Atomic<Int>(0)
    /// When a trial failed last.
    private let lastFailed = Atomic<Int>(0)
    /// When the model failed of late, oldest first; no more than the policy counts.
    private let failures = Mutex<[Int]>([])

    /// Whether the model is left alone at a moment; once the pause is over, the next request may try it.
    func isOpen(at now: MonotonicTime) -> Bool { now.nanoseconds < openUntil.load(ordering: .relaxed) }

    /// How a request came through.
    enum Passage: Equatable {
        /// The breaker was closed.
        case usual
        /// It is one that tries, begun at `since` and until the nanoseconds from when on another may. Its failure counts as long as
        /// no other tries, its success as long as none that began no earlier failed.
        case trial(since: Int, until: Int)
        /// It did not.
        case refused
    }

    /// What a failure or an answer changed.
    enum Change { case none, opened, closed }

    /// Whether a request may pass.
    ///
    /// - Parameter now: above 0, on a clock that does not go back.
    func admit(_ policy: BreakerPolicy, at now: MonotonicTime) -> Passage {
        let end = openUntil.load(ordering: .relaxed)
        if end == 0 { return .usual }
        if now.nanoseconds < end { return .refused }
        // For the others the pause goes on until the trial has an answer.
        let pause = Self.end(of: policy, from: now)
        return replace(end, by: pause) ? .trial(since: now.nanoseconds, until: pause) : .refused
    }

    /// The model failed to answer a request that had passed.
    func fail(_ policy: BreakerPolicy, _ passage: Passage, at now: MonotonicTime) -> Change {
        if case .trial(_, let end) = passage {
            guard replace(end, by: Self.end(of: policy, from: now)) else { return .none }
            lastFailed.store(now.nanoseconds, ordering: .relaxed)
            return .opened
        }
        return failures.withLock { failures in
            // What began before it opened has been counted enough.
            guard openUntil.load(ordering: .relaxed) == 0 else { return .none }
            failures.removeAll { now.nanoseconds - $0 > policy.windowSeconds * 1_000_000_000 }
            failures.append(now.nanoseconds)
            guard failures.count >= policy.failures else { return .none }
            failures = []
            openUntil.store(Self.end(of: policy, from: now), ordering: .relaxed)
            lastFailed.store(now.nanoseconds, ordering: .relaxed)
            return .opened
        }
    }

    /// The model answered a request in time.
    ///
    /// A trial may take longer than the pause, since it may be large; else none of such trials would ever close it.
    func succeed(_ passage: Passage) -> Change {
        guard case .trial(let start, _) = passage, lastFailed.load(ordering: .relaxed) < start else {
            return .none
        }
        return openUntil.exchange(0, ordering: .relaxed) == 0 ? .none : .closed
    }

    /// A request that had passed says nothing of the model: if it was the trial, the next one is.
    func leave(_ passage: Passage, at now: MonotonicTime) {
        if case .trial(_, let end) = passage { _ = replace(end, by: now.nanoseconds) }
    }

    /// Closes it, and forgets failures.
    func reset() {
        failures.withLock { failures in
            failures = []
            openUntil.store(0, ordering: .relaxed)
        }
    }

    /// Sets the end of the pause, unless somebody else has set it since it was read: the newest verdict counts.
    private func replace(_ end: Int, by other: Int) -> Bool {
        openUntil.compareExchange(expected: end, desired: other, ordering: .relaxed).exchanged
    }

    private static func end(of policy: BreakerPolicy, from now: MonotonicTime) -> Int {
        now.nanoseconds + policy.coolSeconds * 1_000_000_000
    }
}
