internal import Registry
internal import Synchronization

/// The models the daemon is asked to serve, kept at what the registry's aliases name.
final class ModelStore: Sendable {
    /// In the order they were asked for; names are unique.
    let routes: [ModelRoute]
    /// Says who a lead is; nil where no personas are served.
    let personas: PersonaSlot?
    let registry: Registry
    let log: ServingLog
    /// The keys of which one has to have signed what is loaded.
    let trust: TrustAnchors
    private let routesByName: [String: ModelRoute]
    let metrics: ServingMetrics
    /// Whether the first look at the registry is over.
    private let hasLooked = Atomic<Bool>(false)

    /// Prepares a slot for each model; nothing is loaded yet.
    ///
    /// - Parameters:
    ///   - personas: those to serve, if any.
    ///   - trustedKeys: one of them has to have signed what is loaded; nil where nothing need be signed.
    /// - Throws: `ServingError.invalidModelReference` for a model named twice.
    init(
        registry: Registry, models: [ServedModel], personas: ServedPersonas? = nil,
        trustedKeys: TrustedKeys?, metrics: ServingMetrics, log: ServingLog
    ) throws(ServingError) {
        let trust = TrustAnchors(trustedKeys)
        self.trust = trust
        routes = models.map {
            ModelRoute($0, registry: registry, trust: trust, metrics: metrics, log: log)
        }
        var routesByName: [String: ModelRoute] = [:]
        for route in routes where routesByName.updateValue(route, forKey: route.name) != nil {
            throw .invalidModelReference(text: route.name)
        }
        self.routesByName = routesByName
        self.personas = personas.map { PersonaSlot($0, registry: registry, trust: trust, metrics: metrics) }
        self.registry = registry
        self.metrics = metrics
        self.log = log
    }

    /// The champions' slots, a model each.
    var slots: [ModelSlot] { routes.map(\.champion) }

    /// Every slot, the challengers' too.
    var allSlots: [ModelSlot] { routes.flatMap(\.slots) }

    /// Whether every model has a champion, of which there is at least one, and the personas a version.
    var isReady: Bool {
        !slots.isEmpty && slots.allSatisfy { $0.current != nil }
            && personas.map { $0.current != nil } ?? true
    }

    /// The names of the models.
    var names: [String] { routes.map(\.name) }

    /// What is followed in the registry: the models, and the personas.
    var followedNames: [String] { names + (personas.map { [$0.reference.name] } ?? []) }

    /// The champion's slot of a model, or nil.
    func slot(_ name: String) -> ModelSlot? { find(name)?.champion }

    /// The terms of a model; nil for one that is not served.
    ///
    /// - Parameter name: nil for the first model.
    func terms(of name: String?) -> ModelTerms? {
        find(name)?.terms
    }

    private func find(_ name: String?) -> ModelRoute? {
        // Most daemons serve one model, which is found without a hash.
        if let first = routes.first, name == nil || name == first.name { return first }
        return name.flatMap { routesByName[$0] }
    }

    /// A model with its challengers.
    ///
    /// - Parameter name: nil for the first model.
    /// - Throws: `unknownModel`.
    func route(_ name: String?) throws(ServingError) -> ModelRoute {
        guard let route = find(name) else { throw .unknownModel(known: names) }
        return route
    }

    /// The model that answers a request; see `ModelRoute.model(version:)`.
    ///
    /// - Parameter name: nil for the first model.
    /// - Throws: `unknownModel`, `unknownVersion`, `notReady`.
    func model(_ name: String?, version: String? = nil) throws(ServingError) -> LoadedModel {
        try route(name).model(version: version)
    }

    /// Whether a version that was refused, or a journal that could not be read, is to be tried again.
    var awaitsMending: Bool {
        allSlots.contains { $0.snapshot.failure != nil } || personas?.snapshot.failure != nil
            || routes.contains { $0.canary?.trial.stop?.isKnown == false }
    }

    /// Brings every slot to what its reference names now, and says what changed.
    ///
    /// To be called by one thread at a time.
    func refresh() {
        for route in routes {
            for slot in route.slots { refresh(slot, of: route) }
        }
        refreshPersonas()
        tendCanaries()
        if !hasLooked.exchange(true, ordering: .relaxed) { tellOfStart() }
    }

    /// Says what a start came to: one line, whatever was said of each model.
    private func tellOfStart() {
        var missing = slots.filter { $0.current == nil }.map { "\($0.reference)" }
        if let personas, personas.current == nil { missing.append("\(personas.reference)") }
        guard !missing.isEmpty else {
            log.write(.info, "server.ready", [("models", followedNames.joined(separator: ", "))])
            return
        }
        let isNone = slots.allSatisfy { $0.current == nil }
        log.write(
            .error, "server.not_ready",
            [
                ("missing", missing.joined(separator: ", ")),
                (
                    "reason",
                    isNone
                        ? "no model has a version that can be served: every question gets 503 or a fallback"
                        : "what is missing gets 503 or a fallback, and the server is not ready"
                ),
                (
                    "remedy",
                    "look at `registry` (\(registry.root)) and the lines before; promote, or bring it with `leadline registry pull`: "
                        + "no restart is needed"
                ),
            ])
    }

    private func refresh(_ slot: ModelSlot, of route: ModelRoute) {
        let name = slot.reference.name
        switch slot.refresh() {
        case .none: break
        case .swapped(let from, let to, let doubt):
            metrics.swapped(model: name)
            log.write(
                .info, "model.swapped",
                [
                    ("model", name), ("variant", slot.variant.rawValue),
                    ("from", from.map { "\($0)" } ?? ""), ("to", "\(to)"),
                ])
            if let canary = route.canary, canary.slot === slot { begin(canary, version: to) }
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
