internal import Registry

/// One model by its reference: the version that answers, and what became of the newest attempt to load one.
final class ModelSlot: Sendable {
    /// Which model, and by which alias.
    var reference: ModelReference { slot.reference }
    /// The part that it plays for the model.
    let variant: ModelVariant

    private let hasRivals: Bool
    private let metrics: ServingMetrics
    private let slot: VersionSlot<LoadedModel>
    /// Counts the requests that no version could answer.
    let vacancy: ModelMeter

    /// An empty slot.
    ///
    /// - Parameter hasRivals: whether the model has other slots, so that answers say which variant they are of.
    init(
        reference: ModelReference, variant: ModelVariant = .champion, hasRivals: Bool = false,
        registry: Registry, trust: TrustAnchors, metrics: ServingMetrics
    ) {
        self.variant = variant
        self.hasRivals = hasRivals
        self.metrics = metrics
        slot = VersionSlot(reference, registry: registry, trust: trust)
        vacancy = metrics.meter(
            MeterLabels(
                model: reference.name, version: "", alias: reference.target.alias ?? "", variant: variant),
            inputs: [])
    }

    /// What a request for the model is counted in.
    var meter: ModelMeter { current?.meter ?? vacancy }

    /// The version that answers, or nil; a request reads this once and keeps what it got.
    var current: LoadedModel? { slot.current }

    /// All of the state, at one moment.
    var snapshot: VersionSlot<LoadedModel>.State { slot.snapshot }

    /// Whether the kernel tells when the model's aliases move; else they are looked up now and then.
    var isWatched: Bool {
        get { slot.isWatched }
        set { slot.isWatched = newValue }
    }

    /// Looks which version is wanted, and loads it if it is not the one that answers.
    ///
    /// The version that answers goes on while another is loaded, and stays if that fails. To be called by one
    /// thread at a time.
    func refresh() -> SlotChange {
        slot.refresh { verified, directory in
            let (promotion, doubt) = promotion(of: verified.version, in: directory)
            let loaded = try LoadedModel(
                verified, promotion: promotion, alias: reference.target.alias, variant: variant,
                hasRivals: hasRivals, metrics: metrics
            ) { try slot.embedder($0, for: verified) }
            return (loaded, doubt)
        }
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
}
