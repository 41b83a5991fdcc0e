internal import Registry
internal import Synchronization

/// The personas by their reference: the version that answers, and what became of the newest attempt to load one.
final class PersonaSlot: Sendable {
    /// Which personas, and by which alias.
    let reference: ModelReference
    /// Whether the kernel tells when the alias moves; else it is looked up now and then.
    let isWatched = Atomic<Bool>(false)

    private let registry: Registry
    private let trust: TrustAnchors
    private let metrics: ServingMetrics
    private let state = Mutex(State())

    /// What the slot holds.
    struct State: Sendable {
        /// The version that answers.
        var current: LoadedPersonas?
        /// Why the wanted version does not answer; nil when it does.
        var failure: ModelSlot.Failure?
    }

    /// An empty slot.
    init(
        _ personas: ServedPersonas, registry: Registry, trust: TrustAnchors, metrics: ServingMetrics
    ) {
        reference = personas.reference
        self.registry = registry
        self.trust = trust
        self.metrics = metrics
    }

    /// The version that answers, or nil; a request reads this once and keeps what it got.
    var current: LoadedPersonas? { state.withLock { $0.current } }

    /// All of the state, at one moment.
    var snapshot: State { state.withLock { $0 } }

    /// The version that answers a request.
    ///
    /// - Parameters:
    ///   - name: nil for the one there is.
    ///   - version: its number; nil for the one that answers.
    /// - Throws: `unknownModel`, `unknownVersion`, `notReady`.
    func personas(_ name: String?, version: String?) throws(ServingError) -> LoadedPersonas {
        guard name == nil || name == reference.name else { throw .unknownModel(known: [reference.name]) }
        let state = snapshot
        guard let current = state.current else {
            throw .notReady(
                model: reference.name, reason: state.failure?.reason ?? "its version is being loaded")
        }
        guard version == nil || version == "\(current.version)" else {
            throw .unknownVersion(model: reference.name, loaded: [current.version])
        }
        return current
    }

    /// Looks which version is wanted, and loads it if it is not the one that answers, which stays if that fails.
    ///
    /// To be called by one thread at a time.
    func refresh() -> ModelSlot.Change {
        let before = snapshot
        let wanted: Int
        do throws(RegistryError) {
            wanted = try registry.resolve(reference).version
        } catch {
            return fail(version: nil, error, before)
        }
        if before.current?.version == wanted {
            if before.failure != nil { state.withLock { $0.failure = nil } }
            return .none
        }
        if let failure = before.failure, failure.version == wanted,
            ContinuousClock.now - failure.time < ModelSlot.retryInterval
        {
            return .none
        }
        let loaded: LoadedPersonas
        do {
            let verified = try registry.model(reference.name).load(version: wanted, trusting: trust.keys)
            loaded = try LoadedPersonas(verified, alias: reference.target.alias, metrics: metrics) { text in
                let embedder = try registry.embedder(text, for: verified, trusting: trust.keys)
                return (embedder.digest, embedder.files)
            }
        } catch {
            return fail(version: wanted, error, before)
        }
        state.withLock { $0 = State(current: loaded) }
        return .swapped(from: before.current?.version, to: wanted, doubt: nil)
    }

    private func fail(version: Int?, _ error: any Error, _ before: State) -> ModelSlot.Change {
        let reason = "\(error)"
        state.withLock {
            $0.failure = ModelSlot.Failure(
                version: version, cause: RefusalCause(error), reason: reason, time: .now)
        }
        let isNews = before.failure?.version != version || before.failure?.reason != reason
        return .failed(version: version, reason: reason, isNews: isNews)
    }
}
