internal import Registry
internal import Synchronization

/// A model's canary: its slot, its share of the leads, and how it does.
final class CanaryRoute: Sendable {
    /// The version that is tried.
    let slot: ModelSlot
    /// How it does.
    let trial: CanaryTrial
    private let plan: CanaryPlan
    // The bits of the share in percent, which may change while it runs.
    private let share: Atomic<UInt64>
    // When the journal is to be asked again.
    private let retry = Mutex(ContinuousClock.now)
    private let told = Mutex(Told())

    private struct Told: Sendable {
        var version = 0
        var reasons: Set<String> = []
    }

    /// How long after the journal could not be written it is tried again.
    static let retryInterval = Duration.seconds(30)
    /// Why a version could not answer is told for so many reasons at most.
    static let reasonLimit = 16

    init(_ plan: CanaryPlan, slot: ModelSlot) {
        self.plan = plan
        self.slot = slot
        share = Atomic(plan.percent.bitPattern)
        trial = CanaryTrial(plan.criteria)
    }

    /// The share of the leads, in percent.
    var percent: Double { Double(bitPattern: share.load(ordering: .relaxed)) }

    /// Takes up the share of another plan for the same trial: where it grows, all leads of before stay.
    ///
    /// Without a plan, or under one for another trial, which needs a restart, no lead is of the share any more. Under another
    /// share other leads are compared, and what was counted begins anew.
    /// - Returns: whether the share is another than before.
    func take(_ wanted: CanaryPlan?) -> Bool {
        let isSame = wanted?.reference == plan.reference && wanted?.salt == plan.salt
        let percent = isSame ? wanted?.percent ?? 0 : 0
        guard share.exchange(percent.bitPattern, ordering: .relaxed) != percent.bitPattern else {
            return false
        }
        trial.recount()
        return true
    }

    /// Whether the journal is to be tried again, where it could not be read or written.
    var isDue: Bool { retry.withLock { $0 <= ContinuousClock.now } }

    /// The journal could not be read or written.
    func wait(for time: Duration) { retry.withLock { $0 = ContinuousClock.now + time } }

    /// Whether it was not told before that a version could not answer for a reason.
    func isNews(_ reason: String, of version: Int) -> Bool {
        told.withLock { told in
            if told.version != version { told = Told(version: version) }
            return told.reasons.count < Self.reasonLimit && told.reasons.insert(reason).inserted
        }
    }

    /// The version, where there is one that may answer and is another than the champion.
    func challenger(of champion: LoadedModel) -> LoadedModel? {
        guard let model = slot.current, model.version != champion.version, trial.admits(model.version) else {
            return nil
        }
        return model
    }

    /// Whether a lead is of the canary's share.
    func takes(_ lead: String) -> Bool {
        LeadBucket.bucket(of: lead, model: plan.reference.name, salt: plan.salt)
            < LeadBucket.count(ofPercent: percent)
    }
}
