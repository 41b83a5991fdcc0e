internal import Registry
internal import Synchronization

/// A model's canary: its slot, its share of the leads, and how it does.
final class CanaryRoute: Sendable {
    /// The version that is tried.
    let slot: ModelSlot
    /// How it does.
    let trial: CanaryTrial
    private let plan: CanaryPlan
    private let retry = Mutex(ContinuousClock.now)

    /// How long after the journal could not be written it is tried again.
    static let retryInterval = Duration.seconds(30)

    init(_ plan: CanaryPlan, slot: ModelSlot) {
        self.plan = plan
        self.slot = slot
        trial = CanaryTrial(plan.criteria)
    }

    /// Whether the journal is to be tried again, where it could not be written.
    var isDueToWrite: Bool { retry.withLock { $0 <= ContinuousClock.now } }

    /// The journal could not be written.
    func failedToWrite() { retry.withLock { $0 = ContinuousClock.now + Self.retryInterval } }

    /// The version, where there is one that may answer and is another than the champion.
    func challenger(of champion: LoadedModel) -> LoadedModel? {
        guard let model = slot.current, model.version != champion.version, trial.admits(model.version) else {
            return nil
        }
        return model
    }

    /// Whether a lead is of the canary's share.
    func takes(_ lead: String) -> Bool {
        LeadBucket.bucket(of: lead, model: plan.reference.name, salt: plan.salt) < plan.buckets
    }
}
