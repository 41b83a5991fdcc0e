internal import Registry

/// One model: the version that answers, and those that are tried beside it.
final class ModelRoute: Sendable {
    /// What answers, but for the canary's leads.
    let champion: ModelSlot
    /// What answers some of the leads.
    let canary: CanaryRoute?
    /// What is scored beside the answer.
    let shadows: [ModelSlot]
    /// On which terms it is served.
    let terms: ModelTerms

    /// The model's name.
    let name: String

    /// All of them, the champion first.
    var slots: [ModelSlot] { [champion] + (canary.map { [$0.slot] } ?? []) + shadows }

    /// Slots for a model, in which nothing is loaded yet.
    init(
        _ model: ServedModel, registry: Registry, trust: TrustAnchors, metrics: ServingMetrics,
        log: ServingLog
    ) {
        let hasRivals = model.canary != nil || !model.shadows.isEmpty
        func slot(_ reference: ModelReference, _ variant: ModelVariant) -> ModelSlot {
            ModelSlot(
                reference: reference, variant: variant, hasRivals: hasRivals, registry: registry,
                trust: trust, metrics: metrics)
        }
        name = model.champion.name
        champion = slot(model.champion, .champion)
        canary = model.canary.map { CanaryRoute($0, slot: slot($0.reference, .canary)) }
        shadows = model.shadows.map { slot($0, .shadow) }
        terms = ModelTerms(model, log: log)
    }

    /// The version that answers a request: the one asked for, else the champion.
    ///
    /// - Parameter version: as in a path: any that is loaded; nil for the champion.
    /// - Throws: `unknownVersion`, `notReady`.
    func model(version: String?) throws(ServingError) -> LoadedModel {
        if let version, let model = loaded.first(where: { String($0.version) == version }) { return model }
        guard let model = champion.current else {
            throw .notReady(model: name, after: champion.snapshot.failure)
        }
        if version != nil { throw .unknownVersion(model: name, loaded: loaded.map(\.version)) }
        return model
    }

    /// The canary, where a lead is of its share.
    ///
    /// - Parameter lead: as answers and the log call it.
    func challenger(of champion: LoadedModel, for lead: String) -> LoadedModel? {
        guard let canary, let challenger = canary.challenger(of: champion), canary.takes(lead) else {
            return nil
        }
        return challenger
    }

    /// Whether some leads are a canary's now.
    var hasCanary: Bool {
        guard let canary, let champion = champion.current else { return false }
        return canary.percent > 0 && canary.challenger(of: champion) != nil
    }

    /// What a request is counted in that was not answered: the version it asked for, or the champion.
    ///
    /// - Parameter version: as in a path; nil where none was asked for.
    func meter(ofVersion version: String?) -> ModelMeter {
        guard let version else { return champion.meter }
        return loaded.first { "\($0.version)" == version }?.meter ?? champion.vacancy
    }

    /// The versions that are loaded, each once, the champion's first.
    var loaded: [LoadedModel] {
        var models: [LoadedModel] = []
        for model in slots.compactMap(\.current)
        where !models.contains(where: { $0.version == model.version }) {
            models.append(model)
        }
        return models
    }
}
