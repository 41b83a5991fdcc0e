internal import Registry

/// The models the daemon is asked to serve, kept at what the registry's aliases name.
final class ModelStore: Sendable {
    /// In the order they were asked for; names are unique.
    let slots: [ModelSlot]
    private let slotsByName: [String: ModelSlot]
    /// The keys of which one has to have signed what is loaded.
    let trust: TrustAnchors
    private let metrics: ServingMetrics
    private let log: ServingLog

    /// Prepares a slot for each model; nothing is loaded yet.
    ///
    /// - Parameter trustedKeys: one of them has to have signed what is loaded; nil where nothing need be signed.
    /// - Throws: `ServingError.invalidModelReference` for a model named twice.
    init(
        registry: Registry, models: [ServedModel], trustedKeys: TrustedKeys?, metrics: ServingMetrics,
        log: ServingLog
    ) throws(ServingError) {
        let trust = TrustAnchors(trustedKeys)
        self.trust = trust
        slots = models.map {
            ModelSlot(
                reference: $0.champion, registry: registry, trust: trust, metrics: metrics)
        }
        var slotsByName: [String: ModelSlot] = [:]
        for slot in slots where slotsByName.updateValue(slot, forKey: slot.reference.name) != nil {
            throw .invalidModelReference(text: slot.reference.name)
        }
        self.slotsByName = slotsByName
        self.metrics = metrics
        self.log = log
    }

    /// Whether every model has a version that answers; there is at least one model.
    var isReady: Bool { !slots.isEmpty && slots.allSatisfy { $0.current != nil } }

    /// The names of the models.
    var names: [String] { slots.map(\.reference.name) }

    /// The slot of a model, or nil.
    func slot(_ name: String) -> ModelSlot? { slotsByName[name] }

    /// The model that answers a request.
    ///
    /// - Parameters:
    ///   - name: nil for the first model.
    ///   - version: as in a path; nil for whichever is loaded.
    /// - Throws: `unknownModel`, `unknownVersion`, `notReady`.
    func model(_ name: String?, version: String? = nil) throws(ServingError) -> LoadedModel {
        guard let slot = name.map({ slot($0) }) ?? slots.first else { throw .unknownModel(known: names) }
        let state = slot.snapshot
        guard let model = state.current else {
            throw .notReady(
                model: slot.reference.name,
                reason: state.failure.map { "a version could not be loaded: \($0.reason)" }
                    ?? "it is being loaded; ask again")
        }
        if let version, version != String(model.version) {
            throw .unknownVersion(model: model.name, loaded: model.version)
        }
        return model
    }

    /// Whether a version that was refused is to be tried again.
    var awaitsMending: Bool { slots.contains { $0.snapshot.failure != nil } }

    /// Brings every slot to what its reference names now, and says what changed.
    ///
    /// To be called by one thread at a time.
    func refresh() {
        for slot in slots {
            let name = slot.reference.name
            switch slot.refresh() {
            case .none: break
            case .swapped(let from, let to, let doubt):
                metrics.swapped(model: name)
                log.write(
                    .info, "model.swapped",
                    [("model", name), ("from", from.map { "\($0)" } ?? ""), ("to", "\(to)")])
                guard let doubt else { break }
                log.write(
                    .error, "model.promotion_unknown",
                    [("model", name), ("version", "\(to)"), ("reason", doubt)])
            case .failed(let version, let reason, let isNews):
                // A reference that names nothing is looked up at every poll: that is one failure, not many.
                if isNews || version != nil { metrics.reloadFailed(model: name) }
                guard isNews else { break }
                log.write(
                    .error, "model.refused",
                    [("model", name), ("version", version.map { "\($0)" } ?? ""), ("reason", reason)])
            }
        }
    }
}
