public import Features
import FoundationEssentials
import LinearAlgebra
import Models

/// Trains the members of an ensemble, and weighs them on a later slice.
public struct EnsembleTrainer: Sendable {
    /// The members in written order.
    public let members: [(name: String, trainer: ScorerTrainer)]
    private let stacker: NonnegativeStacker

    /// Creates the trainer.
    ///
    /// - Parameters:
    ///   - settings: the pipeline's `model` section.
    ///   - concurrency: threads at most, above 0; nil takes one a processor. The bits do not depend on it.
    /// - Returns: nil where the section has no ensemble.
    /// - Throws: `ConfigurationError` for a member's setting out of its range, and for two members of the same settings.
    public init?(_ settings: ModelSettings, concurrency: Int? = nil) throws(ConfigurationError) {
        guard let ensemble = settings.ensemble else { return nil }
        guard settings.interactions == nil else {
            throw ConfigurationError(key: "interactions", requirement: "left out beside an `ensemble`")
        }
        var seen: [(name: String, settings: ModelSettings)] = []
        var members: [(name: String, trainer: ScorerTrainer)] = []
        for member in ensemble.members {
            let own = settings.settings(of: member)
            if let same = seen.first(where: { $0.settings == own }) {
                throw ConfigurationError(
                    key: "ensemble",
                    requirement:
                        "of members that differ; '\(member.name)' has the settings of '\(same.name)'")
            }
            seen.append((member.name, own))
            members.append((member.name, try ScorerTrainer(own, concurrency: concurrency)))
        }
        try Self.checkHashes(seen)
        self.members = members
        stacker = NonnegativeStacker(
            concurrency: concurrency ?? ProcessInfo.processInfo.activeProcessorCount)
    }

    /// Refuses members that read one category by unlike buckets, or by its levels beside buckets: a slot has one code.
    private static func checkHashes(
        _ members: [(name: String, settings: ModelSettings)]
    ) throws(ConfigurationError) {
        for (name, settings) in members {
            for entry in settings.inputs?.entries ?? [] {
                guard case .hash = entry.encoding else { continue }
                let other = members.first { member in
                    guard let entries = member.settings.inputs?.entries else { return true }
                    return entries.contains { $0.name == entry.name && $0.encoding != entry.encoding }
                }
                guard let other else { continue }
                throw ConfigurationError(
                    key: "ensemble",
                    requirement:
                        "of members that hash '\(entry.name)' alike; '\(name)' and '\(other.name)' do not")
            }
        }
    }

    /// Weighs trained members on rows later than those they were trained on.
    ///
    /// - Parameters:
    ///   - trained: of each member, in their order.
    ///   - frame: the rows of the later slice.
    ///   - labels: shape (rows).
    /// - Returns: the ensemble as one uncalibrated model.
    /// - Throws: `LearningError`, among others where no member's margin rises with the outcome.
    /// - Complexity: O(rows * (columns of all members + iterations * members^2)).
    public func stack(
        _ trained: [TrainedScorer], on frame: FeatureFrame, labels: [Bool]
    ) throws(LearningError) -> TrainedScorer {
        precondition(trained.count == members.count, "each member is trained")
        var margins = Matrix(rows: frame.rowCount, columns: members.count)
        for (column, scorer) in trained.enumerated() {
            for (row, score) in try scorer.model.scores(of: frame).enumerated() {
                margins[row, column] = score.margin
            }
        }
        let stack = try stacker.fit(margins: margins, labels: labels)
        let model = try Self.merged(members.map(\.name), trained.map(\.model), stack)
        let states = trained.map(\.fit.state) + [stack.state]
        let fit = LogisticFit(
            coefficients: model.coefficients, intercept: model.intercept, objective: stack.loss,
            gradientNorm: stack.violation, solver: .newton, iterations: stack.iterations,
            passes: stack.iterations, state: states.first { $0 != .converged } ?? .converged, jitter: 0)
        return TrainedScorer(
            model: model, fit: fit,
            droppedColumns: zip(members, trained).flatMap { member, scorer in
                scorer.droppedColumns.map { "\(member.name): \($0)" }
            },
            evidence: Self.evidence(members.map(\.name), trained, stack),
            ensemble: EnsembleFit(
                members: zip(members, trained).map { .init(name: $0.name, scorer: $1) }, stack: stack))
    }

    /// What members read by evidence, with what the ensemble's margin gets of it.
    private static func evidence(
        _ names: [String], _ trained: [TrainedScorer], _ stack: StackFit
    ) -> [InputEvidence] {
        names.indices.filter { stack.weights[$0] > 0 }.flatMap { index in
            trained[index].evidence.map { own in
                var evidence = own
                evidence.input = "\(names[index]): \(own.input)"
                for part in evidence.parts.indices { evidence.parts[part].margin *= stack.weights[index] }
                return evidence
            }
        }
    }

    /// The ensemble of members with weights that were found before.
    static func merged(
        _ names: [String], _ models: [LogisticModel], _ stack: StackFit
    ) throws(LearningError) -> LogisticModel {
        do throws(ModelError) {
            return try LogisticModel(
                weighing: names.indices.map { (names[$0], models[$0], stack.weights[$0]) },
                intercept: stack.intercept)
        } catch {
            throw .invalidModel(error)
        }
    }
}
