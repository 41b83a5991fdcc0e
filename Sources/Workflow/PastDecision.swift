import Datasets
public import Features
public import Registry
public import Scoring
import Storage

/// A decision of a log with what it was taken by: the version, and what was known of the lead then.
public struct PastDecision {
    /// The line of the log.
    public let record: DecisionRecord
    /// The version that answered.
    public let version: VerifiedVersion
    private let room: DataRoom
    private let entity: EntityKey

    /// Looks a decision up, its version by the digest: another registry counts anew.
    ///
    /// - Parameter id: the decision's, as the log has it.
    /// - Throws: `WorkflowError.unusable` where the log has no such decision, it is of another model, the registry does not
    ///   have its version, the pipeline has a plain table, or the data do not know the lead; `StorageError`,
    ///   `RegistryError`, `DatasetError`.
    /// - Complexity: O(events + decisions + versions).
    public init(
        _ id: String, in log: DecisionLog, pipeline: Pipeline, workspace: Workspace
    ) throws {
        guard let record = log.records.first(where: { $0.decisionId == id }) else {
            throw WorkflowError.unusable(
                what: "the log has no decision of that id", remedy: "give a `decisionId` as the log has it")
        }
        guard record.model == pipeline.name else {
            throw WorkflowError.unusable(
                what: "the decision is of the model \(record.model), the pipeline of \(pipeline.name)",
                remedy: "name the pipeline of \(record.model)")
        }
        guard !pipeline.isTable else {
            throw WorkflowError.unusable(
                what: "\(pipeline.file) has a plain table, whose rows nobody asks about later",
                remedy: "explain a row of it by its number, without --log")
        }
        self.record = record
        version = try Self.version(of: record, in: workspace.registry.model(pipeline.name))
        let key = try workspace.decisionKey()
        room = try DataRoom(pipeline, workspace: workspace)
        guard let entity = room.entities(by: key)[record.entity] else {
            throw WorkflowError.unusable(
                what: "the data do not know the \(pipeline.settings.unit) of the decision",
                remedy:
                    "name by --working the folder that the model was served from; whoever was erased stays unknown"
            )
        }
        self.entity = entity
    }

    /// What was known of the lead when it was asked about, in one row.
    ///
    /// - Parameter features: those of the version.
    /// - Throws: `WorkflowError.unusable` where the version is of plain rows.
    /// - Complexity: O(events).
    public func frame(_ features: FeatureSet?) throws -> FeatureFrame {
        try room.frame(of: entity, at: record.asOf, features: features)
    }

    /// The decision beside its explanation.
    ///
    /// - Complexity: O(events).
    public func explained(by explanation: LeadExplanation) -> ExplainedDecision {
        ExplainedDecision(
            decisionId: record.decisionId, time: record.time, probability: record.probability,
            logit: record.logit, variant: record.variant,
            isRepeated: abs(explanation.probability - record.probability) <= ExplainedDecision.tolerance,
            outcome: outcome)
    }

    private var outcome: Case.Label? {
        guard case .events(let result, let planner, _) = room.contents else { return nil }
        return planner.cases(of: [(entity: entity, cutoff: record.asOf)], in: result.log)[0]?.label
    }

    private static func version(
        of record: DecisionRecord, in model: ModelDirectory
    ) throws -> VerifiedVersion {
        let numbers = try model.versions()
        var failure: (any Error)?
        // The number is that of the registry that it was served from, mostly this one.
        for number in numbers.filter({ $0 == record.version }) + numbers.filter({ $0 != record.version }) {
            do {
                let version = try model.load(version: number)
                if version.digest.description == record.digest { return version }
            } catch {
                // A damaged version of another number is none of this decision's.
                if number == record.version { failure = error }
            }
        }
        if let failure { throw failure }
        throw WorkflowError.unusable(
            what: "the registry has no version of \(record.model) with the digest of the decision",
            remedy: "name by --registry the one that it was served from")
    }
}
