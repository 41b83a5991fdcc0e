internal import Registry

/// The personas by their reference: the version that answers, and what became of the newest attempt to load one.
final class PersonaSlot: Sendable {
    private let slot: VersionSlot<LoadedPersonas>
    private let metrics: ServingMetrics

    /// An empty slot.
    init(
        _ personas: ServedPersonas, registry: Registry, trust: TrustAnchors, metrics: ServingMetrics
    ) {
        slot = VersionSlot(personas.reference, registry: registry, trust: trust)
        self.metrics = metrics
    }

    /// The version that answers, or nil; a request reads this once and keeps what it got.
    var current: LoadedPersonas? { slot.current }

    /// All of the state, at one moment.
    var snapshot: VersionSlot<LoadedPersonas>.State { slot.snapshot }

    /// Which personas, and by which alias.
    var reference: ModelReference { slot.reference }

    /// Whether the kernel tells when the alias moves; else it is looked up now and then.
    var isWatched: Bool {
        get { slot.isWatched }
        set { slot.isWatched = newValue }
    }

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
            throw .notReady(model: reference.name, after: state.failure)
        }
        guard version == nil || version == "\(current.version)" else {
            throw .unknownVersion(model: reference.name, loaded: [current.version])
        }
        return current
    }

    /// Looks which version is wanted, and loads it if it is not the one that answers, which stays if that fails.
    ///
    /// To be called by one thread at a time.
    func refresh() -> SlotChange {
        slot.refresh { verified, _ in
            let loaded = try LoadedPersonas(verified, alias: reference.target.alias, metrics: metrics) {
                try slot.embedder($0, for: verified)
            }
            return (loaded, doubt: nil)
        }
    }
}
