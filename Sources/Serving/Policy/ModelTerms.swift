internal import Synchronization

/// On which terms a model is served: its policies, which may change while it runs, its breaker, and what was counted.
final class ModelTerms: Sendable {
    let name: String
    private let stored: Mutex<Policies>
    private let breaker = CircuitBreaker()
    private let log: ServingLog
    /// Fallbacks that were answered.
    let fallbacks = ReasonCounts<FallbackReason>()

    /// What the settings say.
    struct Policies: Sendable {
        var inputs: InputPolicy
        var fallback: FallbackPolicy?
        var breaker: BreakerPolicy?
    }

    init(_ model: ServedModel, log: ServingLog) {
        name = model.name
        self.log = log
        stored = Mutex(Self.policies(of: model))
    }

    /// As they are now.
    var policies: Policies { stored.withLock { $0 } }

    /// Takes up what other settings say of the model.
    func take(_ model: ServedModel) {
        stored.withLock { $0 = Self.policies(of: model) }
        // What was counted under another policy, or none, is not counted under a new one.
        if model.breaker == nil { breaker.reset() }
    }

    /// Has the model answer unless it is left alone, and counts an answer that comes too late.
    ///
    /// - Throws: `breakerOpen` where the model is left alone.
    func guarding(_ answer: () throws(ServingError) -> HTTPResponse) throws(ServingError) -> HTTPResponse {
        guard let policy = policies.breaker else { return try answer() }
        let start = MonotonicTime.now
        let passage = breaker.admit(policy, at: start)
        if passage == .refused { throw .breakerOpen(model: name) }
        let response: HTTPResponse
        do throws(ServingError) {
            response = try answer()
        } catch {
            breaker.leave(passage, at: .now)
            throw error
        }
        let end = MonotonicTime.now
        if end.nanoseconds(since: start) > policy.slowMilliseconds * 1_000_000 {
            guard breaker.fail(policy, passage, at: end) == .opened else { return response }
            log.write(.error, "breaker.opened", [("model", name), ("seconds", "\(policy.coolSeconds)")])
        } else if breaker.succeed(passage) == .closed {
            log.write(.info, "breaker.closed", [("model", name)])
        }
        return response
    }

    private static func policies(of model: ServedModel) -> Policies {
        Policies(inputs: model.inputs ?? InputPolicy(), fallback: model.fallback, breaker: model.breaker)
    }
}
