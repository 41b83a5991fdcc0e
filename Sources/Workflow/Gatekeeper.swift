import Datasets
public import Evaluation
public import Registry
public import Storage

/// Holds registered versions against a pipeline's gates, and promotes what passes.
///
/// Everything is read from verified bytes of the version: nothing is computed anew, nothing is believed that the
/// digests do not cover.
public struct Gatekeeper: Sendable {
    private let model: ModelDirectory
    private let gates: [GateDefinition]

    /// Creates the gatekeeper of one model.
    public init(_ model: ModelDirectory, gates: [GateDefinition]) {
        self.model = model
        self.gates = gates
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

        /// Whether the version may be promoted.
        public var isAccepted: Bool { auditPassed && gates.isValid }
        /// The digest that the journal keeps.
        public var digest: Digest {
            get throws(StorageError) { Digest(of: try CanonicalJSON.encode(self)) }
        }
    }

    /// Judges a version.
    ///
    /// - Throws: `RegistryError` for a version that does not verify, `StorageError` for a file in it that cannot be
    ///   read as what it should be.
    public func judge(version: Int) throws -> Verdict {
        let verified = try model.load(version: version)
        let evaluation = try decode(EvaluationDocument.self, VersionFile.evaluation, of: verified)
        let audit = try decode(AuditReport.self, VersionFile.audit, of: verified)
        // The one baseline that a version carries; an incumbent has to be scored anew on the same rows.
        var baselines: [String: [MetricRow]] = [:]
        if let strongest = evaluation.rules.first { baselines["rule"] = strongest.metrics }
        return Verdict(
            model: model.name, version: version, versionDigest: verified.digest, auditPassed: audit.passed,
            auditFailures: Self.fields(of: audit),
            gates: evaluateGates(gates, rows: evaluation.metrics, baselineRows: baselines))
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
        let verdict = try judge(version: version)
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
        reasons += verdict.gates.checks.filter { $0.status == .failed }.map { check in
            let actual = check.actual.map { ", found \(Figures.text($0))" } ?? ""
            return "gate \(check.name): \(check.message)\(actual)"
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

    private func decode<T: Decodable>(
        _ type: T.Type, _ file: String, of verified: VerifiedVersion
    ) throws(StorageError) -> T {
        guard let bytes = verified.files[file] else {
            throw .missing(path: model.path(ofVersion: verified.version) + "/" + file)
        }
        return try CanonicalJSON.decode(type, from: bytes, file: file)
    }
}
