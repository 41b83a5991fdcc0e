internal import Models
internal import Storage
internal import Synchronization

/// A canary beside its champion: what both do with questions about leads, and whether it goes on.
///
/// Called from several threads at once.
final class CanaryTrial: Sendable {
    private let criteria: StopCriteria
    // The number of the version that may answer; 0 for none.
    private let admitted = Atomic<Int>(0)
    private let state = Mutex(State())

    private struct State: Sendable {
        // Whose counts they are.
        var champion: Digest?
        var canary: Digest?
        var arms = (champion: TrialArm(), canary: TrialArm())
        var looks = 0
        var stop: Stop?
    }

    /// A version that was stopped.
    struct Stop: Equatable, Sendable {
        /// The version's number.
        var version: Int
        /// What it failed by; nil where it was stopped before this process began.
        var criterion: TrialFinding.Criterion?
        /// Why.
        var reason: String
        /// Whether the registry's journal says so.
        var isWritten: Bool
        /// Whether anybody knows: it does not answer either while the journal cannot be read.
        var isKnown = true
    }

    init(_ criteria: StopCriteria) { self.criteria = criteria }

    /// Why the version that the alias names answers no more; nil while it may.
    var stop: Stop? { state.withLock { $0.stop } }

    /// Whether a version may answer: it was begun with and not stopped since.
    func admits(_ version: Int) -> Bool { admitted.load(ordering: .relaxed) == version }

    /// Begins with a version, which is there from now on.
    ///
    /// - Parameter stop: that it was stopped before.
    func begin(_ version: Int, stop: Stop? = nil) {
        state.withLock { $0 = State(stop: stop) }
        admitted.store(stop == nil ? version : 0, ordering: .relaxed)
    }

    /// Forgets what was counted; a version that was stopped stays so.
    func recount() {
        state.withLock { $0 = State(stop: $0.stop) }
    }

    /// The journal says by now that the version was stopped.
    func wrote(_ stop: Stop) {
        state.withLock { if $0.stop == stop { $0.stop?.isWritten = true } }
    }

    /// Counts an answer to a question about a lead.
    ///
    /// - Parameters:
    ///   - variant: who gave it.
    ///   - lead: a hash of the lead.
    /// - Returns: the stop, where this answer brings it about.
    func answered(
        as variant: ModelVariant, champion: LoadedModel, canary: LoadedModel, lead: UInt64, _ score: Score,
        nanoseconds: Int
    ) -> Stop? {
        look(champion, canary, isDue: variant == .canary) { arms in
            if variant == .canary {
                arms.canary.answered(lead: lead, score, nanoseconds: nanoseconds)
            } else {
                arms.champion.answered(lead: lead, score, nanoseconds: nanoseconds)
            }
        }
    }

    /// Counts a question that the canary could not answer, and the champion could.
    ///
    /// - Returns: as `answered`.
    func failed(champion: LoadedModel, canary: LoadedModel) -> Stop? {
        look(champion, canary, isDue: true) { $0.canary.failed() }
    }

    private func look(
        _ champion: LoadedModel, _ canary: LoadedModel, isDue: Bool,
        _ count: (inout (champion: TrialArm, canary: TrialArm)) -> Void
    ) -> Stop? {
        state.withLock { state in
            guard state.stop == nil else { return nil }
            if state.champion != champion.digest || state.canary != canary.digest {
                // Whoever is compared with whom is compared from its beginning.
                state = State(champion: champion.digest, canary: canary.digest)
            }
            count(&state.arms)
            let next = criteria.minimumAnswers << min(state.looks, 40)
            guard isDue, state.arms.canary.questions >= next,
                state.arms.champion.questions >= criteria.minimumAnswers
            else { return nil }
            state.looks += 1
            let finding = TrialFinding(
                canary: state.arms.canary, champion: state.arms.champion, by: criteria, look: state.looks)
            guard let finding, admits(canary.version) else { return nil }
            let stop = Stop(
                version: canary.version, criterion: finding.criterion, reason: finding.reason,
                isWritten: false)
            state.stop = stop
            admitted.store(0, ordering: .relaxed)
            return stop
        }
    }
}
