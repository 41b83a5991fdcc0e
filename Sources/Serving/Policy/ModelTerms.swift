internal import Synchronization

/// On which terms a model is served: its policies, which may change while it runs, its breaker, and what was counted.
final class ModelTerms: Sendable {
    let name: String
    private let stored: Mutex<Policies>
    private let breaker = CircuitBreaker()
    /// How often the breaker opened.
    private let openings = Atomic<Int>(0)
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

    /// What is done about values that are missing, unknown or out of range, now.
    var inputPolicy: InputPolicy { stored.withLock { $0.inputs } }

    private var breakerPolicy: BreakerPolicy? { stored.withLock { $0.breaker } }

    /// Whether the model is left alone; nil where no policy says when.
    var isLeftAlone: Bool? { breakerPolicy == nil ? nil : breaker.isOpen(at: .now) }

    /// How often it was left alone.
    var timesLeftAlone: Int { openings.load(ordering: .relaxed) }

    /// Takes up what other settings say of the model.
    func take(_ model: ServedModel) {
        stored.withLock { $0 = Self.policies(of: model) }
        // What was counted under another policy, or none, is not counted under a new one.
        if model.breaker == nil { breaker.reset() }
    }

    /// Has the model answer unless it is left alone, and counts scoring that takes too long.
    ///
    /// - Parameters:
    ///   - hasOthers: whether another version than the champion may answer, which is not left alone with it; where none may, a
    ///     request is refused before it is read.
    ///   - answer: calls `admit` before it asks the champion, and says what its scoring took; what a client sends, and how much
    ///     of it, is not the model's fault.
    /// - Throws: `breakerOpen` where the model is left alone.
    func guarding(
        hasOthers: Bool, _ answer: (inout ScoringEffort) throws(ServingError) -> HTTPResponse
    ) throws(ServingError) -> HTTPResponse {
        let policy = breakerPolicy
        var effort = ScoringEffort(judgedBy: policy)
        guard let policy else { return try answer(&effort) }
        if !hasOthers, breaker.isOpen(at: .now) { throw .breakerOpen(model: name) }
        let response: HTTPResponse
        do throws(ServingError) {
            response = try answer(&effort)
        } catch {
            if let passage = effort.passage { breaker.leave(passage, at: .now) }
            throw error
        }
        // Whom another version answered says nothing of the champion, and was no trial of it.
        guard let passage = effort.passage else { return response }
        if effort.isEmpty {
            breaker.leave(passage, at: .now)
        } else if effort.isSlow(by: policy) {
            guard breaker.fail(policy, passage, at: .now) == .opened else { return response }
            openings.add(1, ordering: .relaxed)
            log.write(.error, "breaker.opened", [("model", name), ("seconds", "\(policy.coolSeconds)")])
        } else if breaker.succeed(passage) == .closed {
            log.write(.info, "breaker.closed", [("model", name)])
        }
        return response
    }

    /// Lets a version be asked for the request that an effort is of, unless it is the champion and left alone.
    ///
    /// - Throws: `breakerOpen`.
    func admit(_ version: LoadedModel, _ effort: inout ScoringEffort) throws(ServingError) {
        if version.meter.labels.variant == .champion { try admit(&effort) }
    }

    /// Lets the champion be asked, unless it is left alone.
    ///
    /// - Throws: `breakerOpen`.
    func admit(_ effort: inout ScoringEffort) throws(ServingError) {
        guard let policy = effort.policy else { return }
        let passage = breaker.admit(policy, at: .now)
        if passage == .refused { throw .breakerOpen(model: name) }
        effort.passage = passage
    }

    private static func policies(of model: ServedModel) -> Policies {
        Policies(inputs: model.inputs ?? InputPolicy(), fallback: model.fallback, breaker: model.breaker)
    }
}
