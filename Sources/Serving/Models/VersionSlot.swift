internal import Registry
internal import Storage
internal import Synchronization

/// What a reference of the registry names: the version that answers, and what became of the newest attempt to load one.
final class VersionSlot<Loaded: LoadedVersion>: Sendable {
    /// Which name, and by which alias.
    let reference: ModelReference
    private let registry: Registry
    private let trust: TrustAnchors
    private let state = Mutex(State())
    private let watched = Atomic<Bool>(false)

    /// What the slot holds.
    struct State: Sendable {
        /// The version that answers.
        var current: Loaded?
        /// Whether a version is being loaded.
        var isLoading = false
        /// Why the wanted version does not answer; nil when it does.
        var failure: SlotFailure?
    }

    /// An empty slot.
    init(_ reference: ModelReference, registry: Registry, trust: TrustAnchors) {
        self.reference = reference
        self.registry = registry
        self.trust = trust
    }

    /// The version that answers, or nil; a request reads this once and keeps what it got.
    var current: Loaded? { state.withLock { $0.current } }

    /// All of the state, at one moment.
    var snapshot: State { state.withLock { $0 } }

    /// Whether the kernel tells when the name's aliases move; else they are looked up now and then.
    var isWatched: Bool {
        get { watched.load(ordering: .relaxed) }
        set { watched.store(newValue, ordering: .relaxed) }
    }

    /// Looks which version is wanted, and loads it if it is not the one that answers.
    ///
    /// The version that answers goes on while another is loaded, and stays if that fails. To be called by one
    /// thread at a time.
    ///
    /// - Parameter load: makes a verified version of a name's folder ready, and says why nobody knows by which promotion.
    func refresh(
        _ load: (VerifiedVersion, ModelDirectory) throws -> (Loaded, doubt: String?)
    ) -> SlotChange {
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
            ContinuousClock.now - failure.time < SlotFailure.retryInterval
        {
            return .none
        }
        state.withLock { $0.isLoading = true }
        let loaded: Loaded
        let doubt: String?
        do {
            let directory = try registry.model(reference.name)
            (loaded, doubt) = try load(directory.load(version: wanted, trusting: trust.keys), directory)
        } catch {
            return fail(version: wanted, error, before)
        }
        state.withLock { $0 = State(current: loaded) }
        return .swapped(from: before.current?.version, to: wanted, doubt: doubt)
    }

    /// The digest and the files of the embedder's version that a reference names, which a version requires.
    func embedder(
        _ reference: String, for version: VerifiedVersion
    ) throws -> (digest: Digest, files: [String: [UInt8]]) {
        let embedder = try registry.embedder(reference, for: version, trusting: trust.keys)
        return (embedder.digest, embedder.files)
    }

    private func fail(version: Int?, _ error: any Error, _ before: State) -> SlotChange {
        let reason = "\(error)"
        let failure = SlotFailure(version: version, cause: RefusalCause(error), reason: reason, time: .now)
        state.withLock { state in
            state.isLoading = false
            state.failure = failure
        }
        let isNews = before.failure?.version != version || before.failure?.reason != reason
        return .failed(version: version, reason: reason, isNews: isNews)
    }
}
