import Datasets
import Evaluation
public import Registry
public import Storage

/// Holds registered versions against a pipeline's gates, keeps what came of it, and promotes what passes.
///
/// Figures of the version are read from its verified bytes; nothing is believed that the digests do not cover. What
/// is in service is scored anew on the version's own test slice, where a gate compares with it.
public struct Gatekeeper: Sendable {
    let model: ModelDirectory
    let pipeline: Pipeline
    let workspace: Workspace
    let rules: GateRules
    private let trustedKeys: TrustedKeys?
    var gates: [GateDefinition] { rules.metrics }

    /// Creates the gatekeeper of a pipeline's model.
    ///
    /// - Parameter gates: what a version must hold; the pipeline's own gates where it is nil.
    /// - Throws: `RegistryError` for a name that no model can have.
    public init(_ pipeline: Pipeline, workspace: Workspace, gates: GateFile? = nil) throws {
        let file = gates ?? GateFile(pipeline)
        rules = file.rules
        trustedKeys = file.trustedKeys
        model = try workspace.registry.model(pipeline.name)
        self.pipeline = pipeline
        self.workspace = workspace
    }

    /// Judges a version.
    ///
    /// - Parameters:
    ///   - version: the candidate.
    ///   - alias: that it would take, and whose version is the incumbent.
    ///   - decision: who would promote it and when, which some requirements ask.
    /// - Throws: `RegistryError` for a version that does not verify, `StorageError` for a file in it that cannot be
    ///   read as what it should be; the errors of reading data where a gate compares with what is in service.
    public func judge(
        version: Int, for alias: String, by decision: Decision
    ) throws -> GateRecord {
        let candidate = try TrainingResult(version: version, of: model)
        let incumbent = try model.digest(of: alias)
        let comparisons = try ServiceBaselines(
            gates: gates, candidate: candidate.version, alias: alias, of: model
        ) { try ComparisonSlice(candidate, pipeline: pipeline, workspace: workspace) }
        let compared = comparisons.versions.filter { $0.metric == nil }
        guard try model.digest(of: alias) == incumbent, compared.allSatisfy({ $0.digest == incumbent }) else {
            throw WorkflowError.refused(
                what: "`\(alias)` moved while version \(version) was compared with what it named",
                remedy: "gate it again")
        }
        return try record(of: candidate, for: alias, incumbent, comparisons, decision)
    }

    /// Keeps a record in the registry.
    ///
    /// - Returns: the digest under which it is kept.
    /// - Throws: `RegistryError.notWritable`.
    public func keep(_ record: GateRecord) throws -> Digest {
        try model.keep(gateResult: CanonicalJSON.encode(record))
    }

    /// What was last found out about a version for an alias, without reading data; nil where the gates compare with
    /// what is in service and nobody has asked them about exactly these versions.
    ///
    /// - Throws: `RegistryError`, `StorageError` for what cannot be read as what it should be.
    public func recorded(version: Int, for alias: String, by decision: Decision) throws -> GateRecord? {
        let candidate = try TrainingResult(version: version, of: model)
        let incumbent = try model.digest(of: alias)
        let bare = try record(of: candidate, for: alias, incumbent, ServiceBaselines(), decision)
        let asked = Set(gates.flatMap(\.changeThresholds).map(\.baseline))
        if asked.isDisjoint(with: ChangeThreshold.namesInService) { return bare }
        let former = try ServiceBaselines.former(of: alias, in: model).filter { $0 != version }
        let candidatesForBest = asked.contains(ChangeThreshold.best) ? former : []
        var found: [GateRecord] = []
        for digest in try model.gateResults() {
            let bytes = try model.gateResult(digest)
            guard
                let other = try? CanonicalJSON.decode(
                    GateRecord.self, from: bytes, file: "gates/\(digest).json"),
                other.statement.versionDigest == candidate.version.digest, other.statement.alias == alias,
                other.statement.incumbentDigest == incumbent, other.rules == rules,
                other.comparisons.candidatesForBest == candidatesForBest,
                // What can be judged anew must come out the same; requirements are of today.
                case let anew = try record(of: candidate, for: alias, incumbent, other.comparisons, decision),
                anew.result == other.result
            else { continue }
            found.append(anew)
        }
        return found.first(where: \.isAccepted) ?? found.first
    }

    /// Judges by figures that are there.
    private func record(
        of candidate: TrainingResult, for alias: String, _ incumbent: Digest?,
        _ comparisons: ServiceBaselines, _ decision: Decision
    ) throws -> GateRecord {
        var baselines = comparisons.baselines
        // The baselines that a version carries.
        if let prior = candidate.document.prior { baselines["prior"] = .rows(prior.metrics) }
        if let strongest = candidate.document.rules.first { baselines["rule"] = .rows(strongest.metrics) }
        let result = evaluateGates(
            gates, rows: candidate.document.metrics + comparisons.rows, baselines: baselines)
        let audit = candidate.audit
        let approvals = try model.history().filter {
            $0.action == .approve && $0.versionDigest == candidate.version.digest
        }
        let evidence = RequirementEvidence(
            candidate: candidate, approvers: Set(approvals.map(\.who)), promoter: decision.who,
            keys: trustedKeys, when: decision.when)
        let requirements = rules.requires.map(evidence.checks) ?? []
        let isSigned = !requirements.contains { $0.metric == RequirementEvidence.signed && $0.blocks }
        let isAccepted = audit.passed && result.isValid && !requirements.contains(where: \.blocks)
        return GateRecord(
            statement: GateStatement(
                model: model.name, version: candidate.version.version,
                versionDigest: candidate.version.digest, alias: alias,
                incumbentDigest: incumbent, isAccepted: isAccepted,
                isOverridable: audit.passed && isSigned && !candidate.lineage.exploratory),
            rules: rules,
            data: Dictionary(
                candidate.lineage.sources.map { ($0.name, $0.sha256) },
                uniquingKeysWith: { first, _ in first }),
            slice: candidate.lineage.slices.first { $0.name == "test" }, auditPassed: audit.passed,
            auditFailures: GateRecord.failures(of: audit), result: result, requirements: requirements,
            comparisons: comparisons)
    }
}
