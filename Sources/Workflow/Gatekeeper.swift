import Datasets
public import Evaluation
public import Registry
public import Storage

/// Holds registered versions against a pipeline's gates, and promotes what passes.
///
/// Figures of the version are read from its verified bytes; nothing is believed that the digests do not cover. What
/// is in service is scored anew on the version's own test slice, where a gate compares with it.
public struct Gatekeeper: Sendable {
    private let model: ModelDirectory
    private let pipeline: Pipeline
    private let workspace: Workspace
    private var gates: [GateDefinition] { pipeline.settings.gates ?? [] }

    /// Creates the gatekeeper of a pipeline's model.
    ///
    /// - Throws: `RegistryError` for a name that no model can have.
    public init(_ pipeline: Pipeline, workspace: Workspace) throws {
        model = try workspace.registry.model(pipeline.name)
        self.pipeline = pipeline
        self.workspace = workspace
    }

    /// What the gates and the audit said of one version.
    public struct Verdict: Codable, Equatable, Sendable {
        /// The model's name.
        public var model: String
        /// The version's number.
        public var version: Int
        /// The digest of the version's manifest.
        public var versionDigest: Digest
        /// Whether the audit of its training passed, waivers included.
        public var auditPassed: Bool
        /// The fields that failed the audit and were not waived, each with its checks.
        public var auditFailures: [String]
        /// The gates.
        public var gates: GateResult
        /// What is in service and was compared with, measured on the version's own test slice.
        public var baselines: [ComparedVersion]
        /// The paired differences to it.
        public var differences: [MetricRow]

        /// Whether the version may be promoted.
        public var isAccepted: Bool { auditPassed && gates.isValid }
        /// The digest that the journal keeps.
        public var digest: Digest {
            get throws(StorageError) { Digest(of: try CanonicalJSON.encode(self)) }
        }
    }

    /// Judges a version.
    ///
    /// - Parameters:
    ///   - version: the candidate.
    ///   - alias: whose version is the incumbent.
    ///   - rescores: whether the pipeline's data may be read; without them, comparisons with what is in service are
    ///     inconclusive.
    /// - Throws: `RegistryError` for a version that does not verify, `StorageError` for a file in it that cannot be
    ///   read as what it should be; the errors of reading data where a gate compares with what is in service.
    public func judge(
        version: Int, against alias: String = "production", rescores: Bool = true
    ) throws -> Verdict {
        let candidate = try TrainingResult(version: version, of: model)
        let evaluation = candidate.document
        let service = try ServiceBaselines(
            gates: gates, candidate: candidate.version, alias: alias, of: model
        ) {
            if !rescores {
                throw WorkflowError.refused(
                    what: "the data were not read", remedy: "run `leadline gate`, which reads them")
            }
            return try ComparisonSlice(candidate, pipeline: pipeline, workspace: workspace)
        }
        var baselines = service.baselines
        // The one baseline that a version carries.
        if let strongest = evaluation.rules.first { baselines["rule"] = .rows(strongest.metrics) }
        return Verdict(
            model: model.name, version: version, versionDigest: candidate.version.digest,
            auditPassed: candidate.audit.passed, auditFailures: Self.fields(of: candidate.audit),
            gates: evaluateGates(gates, rows: evaluation.metrics + service.rows, baselines: baselines),
            baselines: service.versions, differences: service.rows)
    }

    /// Promotes a version if the audit passed and every gate holds.
    ///
    /// - Parameters:
    ///   - version: the candidate.
    ///   - alias: where to, `production` for one.
    ///   - decision: who, when and why; the verdict's digest is added.
    /// - Throws: `WorkflowError.refused` with every reason.
    public func promote(
        version: Int, to alias: String, by decision: Decision
    ) throws -> (verdict: Verdict, move: AliasMove) {
        let verdict = try judge(version: version, against: alias)
        guard verdict.isAccepted else {
            throw WorkflowError.refused(
                what:
                    "version \(version) of \(model.name) is not promoted: \(Self.reasons(verdict).joined(separator: "; "))",
                remedy: Self.remedy(verdict))
        }
        var decision = decision
        decision.gateResultDigest = try verdict.digest
        return (verdict, try model.promote(version: version, to: alias, by: decision))
    }

    /// Each field that failed with the checks it failed, in the order of the findings.
    private static func fields(of audit: AuditReport) -> [String] {
        var fields: [(name: String, checks: [String])] = []
        for finding in audit.failures {
            let name = finding.field ?? "all data"
            let check = finding.check.rawValue
            if let index = fields.firstIndex(where: { $0.name == name }) {
                if !fields[index].checks.contains(check) { fields[index].checks.append(check) }
            } else {
                fields.append((name: name, checks: [check]))
            }
        }
        return fields.map { "\($0.name) (\($0.checks.joined(separator: ", ")))" }
    }

    /// Why a verdict is no.
    public static func reasons(_ verdict: Verdict) -> [String] {
        var reasons =
            verdict.auditFailures.isEmpty
            ? [] : ["its leakage audit failed for \(verdict.auditFailures.joined(separator: ", "))"]
        if verdict.gates.lacksThresholds { reasons.append("the pipeline defines no gates") }
        reasons += verdict.gates.missingSlices.map { "the slice \($0) was not evaluated" }
        reasons += verdict.gates.checks.filter(\.blocks).map { check in
            let actual = check.actual.map { ", found \(Figures.text($0))" } ?? ""
            let state = check.status == .failed ? "" : "\(check.status.rawValue): "
            return "gate \(check.name): \(state)\(check.message)\(actual)"
        }
        return reasons
    }

    private static func remedy(_ verdict: Verdict) -> String {
        if !verdict.auditPassed {
            return
                "remove the leaking fields and train again; what is no leak can be waived with a reason in the pipeline file"
        }
        if verdict.gates.lacksThresholds { return "add `gates` to the pipeline file" }
        return "train a better version, or change the gate where it asks for too much, and say why"
    }
}
