internal import Registry
internal import Synchronization

/// One model by its reference: the version that answers, and what became of the newest attempt to load one.
final class ModelSlot: Sendable {
    /// Which model, and by which alias.
    let reference: ModelReference
    /// The part that it plays for the model.
    let variant: ModelVariant

    private let hasRivals: Bool
    private let registry: Registry
    private let trust: TrustAnchors
    private let metrics: ServingMetrics
    /// Counts the requests that no version could answer.
    let vacancy: ModelMeter
    private let state = Mutex(State())
    /// Whether the kernel tells when the model's aliases move; else they are looked up now and then.
    let isWatched = Atomic<Bool>(false)

    /// What the slot holds.
    struct State: Sendable {
        /// The version that answers.
        var current: LoadedModel?
        /// Whether a version is being loaded.
        var isLoading = false
        /// Why the wanted version does not answer; nil when it does.
        var failure: Failure?
    }

    /// A version that could not be loaded.
    struct Failure: Sendable, Equatable {
        /// The version, or nil where the reference itself names none.
        var version: Int?
        /// What is wrong, in one word.
        var cause: RefusalCause
        /// What is wrong and what to do.
        var reason: String
        /// When it was tried.
        var time: ContinuousClock.Instant
    }

    /// What a refresh changed.
    enum Change: Equatable {
        /// The wanted version answers already, or failed a moment ago.
        case none
        /// Another version answers now; `doubt` says why nobody knows by which promotion, where that is so.
        case swapped(from: Int?, to: Int, doubt: String?)
        /// A version could not be loaded; `isNews` unless the same was said before.
        case failed(version: Int?, reason: String, isNews: Bool)
    }

    /// How long after a failure the same version is tried again.
    static let retryInterval = Duration.seconds(2)

    /// An empty slot.
    ///
    /// - Parameter hasRivals: whether the model has other slots, so that answers say which variant they are of.
    init(
        reference: ModelReference, variant: ModelVariant = .champion, hasRivals: Bool = false,
        registry: Registry, trust: TrustAnchors, metrics: ServingMetrics
    ) {
        self.reference = reference
        self.variant = variant
        self.hasRivals = hasRivals
        self.registry = registry
        self.trust = trust
        self.metrics = metrics
        vacancy = metrics.meter(
            MeterLabels(
                model: reference.name, version: "", alias: reference.target.alias ?? "", variant: variant),
            inputs: [])
    }

    /// What a request for the model is counted in.
    var meter: ModelMeter { current?.meter ?? vacancy }

    /// The version that answers, or nil; a request reads this once and keeps what it got.
    var current: LoadedModel? { state.withLock { $0.current } }

    /// All of the state, at one moment.
    var snapshot: State { state.withLock { $0 } }

    /// Looks which version is wanted, and loads it if it is not the one that answers.
    ///
    /// The version that answers goes on while another is loaded, and stays if that fails. To be called by one
    /// thread at a time.
    func refresh() -> Change {
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
            ContinuousClock.now - failure.time < Self.retryInterval
        {
            return .none
        }
        state.withLock { $0.isLoading = true }
        let loaded: LoadedModel
        let doubt: String?
        do {
            let model = try registry.model(reference.name)
            let verified = try model.load(version: wanted, trusting: trust.keys)
            let promotion: JournalEntry?
            (promotion, doubt) = self.promotion(of: wanted, in: model)
            loaded = try LoadedModel(
                verified, promotion: promotion, alias: reference.target.alias, variant: variant,
                hasRivals: hasRivals, metrics: metrics
            ) { reference in
                let embedder = try registry.embedder(reference, for: verified, trusting: trust.keys)
                return (embedder.digest, embedder.files)
            }
        } catch {
            return fail(version: wanted, error, before)
        }
        let old = state.withLock { state in
            let old = state.current
            state = State(current: loaded)
            return old
        }
        return .swapped(from: old?.version, to: wanted, doubt: doubt)
    }

    // The journal only tells about the version: where it is damaged, a sound version answers all the same.
    private func promotion(of version: Int, in model: ModelDirectory) -> (JournalEntry?, doubt: String?) {
        guard let alias = reference.target.alias else { return (nil, nil) }
        do throws(RegistryError) {
            return (try model.promotion(of: version, to: alias), nil)
        } catch {
            return (nil, "\(error)")
        }
    }

    private func fail(version: Int?, _ error: any Error, _ before: State) -> Change {
        let reason = "\(error)"
        let failure = Failure(version: version, cause: RefusalCause(error), reason: reason, time: .now)
        state.withLock { state in
            state.isLoading = false
            state.failure = failure
        }
        let isNews = before.failure?.version != version || before.failure?.reason != reason
        return .failed(version: version, reason: reason, isNews: isNews)
    }
}
