import Datasets
import Evaluation
import Features
import Registry

/// What is known of a version that requirements ask for.
struct RequirementEvidence {
    let candidate: TrainingResult
    /// Who approved exactly this version.
    let approvers: Set<String>
    /// Who promotes.
    let promoter: String
    /// The keys of which one must have signed it; nil where none were read.
    let keys: TrustedKeys?
    /// The time of the question, ISO 8601.
    let when: String

    /// The checks of all requirements; nothing for what is not asked.
    func checks(_ requirements: GateRequirements) -> [GateCheck] {
        var checks: [GateCheck] = []
        func add(
            _ name: String, _ expected: String, _ status: GateCheck.Status, _ message: String,
            _ actual: Double? = nil
        ) {
            checks.append(
                GateCheck(
                    name: "\(name) \(expected)", metric: name, slice: "test", group: MetricRow.overall,
                    type: .requirement, status: status, expected: expected, actual: actual, message: message))
        }
        if let audit = requirements.audit {
            let waived = candidate.audit.findings.count { $0.waived != nil }
            let holds = candidate.audit.passed && (audit == .waived || waived == 0)
            add(
                "audit", audit.rawValue, holds ? .passed : .failed,
                holds ? "holds" : candidate.audit.passed ? "\(waived) findings are waived" : "it failed")
        }
        if requirements.card == true { file("card", VersionFile.card, add) }
        if requirements.lineage == true { file("lineage", VersionFile.lineage, add) }
        if let needed = requirements.approvals {
            let others = approvers.subtracting([promoter]).count
            add(
                "approvals", ">= \(needed)", others >= needed ? .passed : .missing,
                others >= needed ? "hold" : "of others than who promotes", Double(others))
        }
        if requirements.signed != nil { signed(add) }
        if let freshness = requirements.freshness { fresh(freshness, add) }
        return checks
    }

    private func file(
        _ name: String, _ file: String,
        _ add: (String, String, GateCheck.Status, String, Double?) -> Void
    ) {
        let isThere = candidate.version.files[file]?.isEmpty == false
        add(
            name, "is there", isThere ? .passed : .missing, isThere ? "holds" : "the version has no \(file)",
            nil)
    }

    private func signed(_ add: (String, String, GateCheck.Status, String, Double?) -> Void) {
        let expected = "by a trusted key"
        guard let keys, let signature = candidate.version.signature else {
            return add(Self.signed, expected, .missing, "it is not signed", nil)
        }
        let isTrusted = keys.signer(of: signature) != nil
        add(
            Self.signed, expected, isTrusted ? .passed : .failed,
            isTrusted ? "holds" : "none of the trusted keys signed it", nil)
    }

    /// The requirement that nobody overrides.
    static let signed = "signed"

    private func fresh(
        _ freshness: TimeSpan, _ add: (String, String, GateCheck.Status, String, Double?) -> Void
    ) {
        let expected = "<= \(freshness)"
        guard let text = candidate.lineage.horizon, let horizon = try? Instant(text),
            let now = try? Instant(when)
        else {
            return add(
                "freshness", expected, .missing, "the lineage does not say until when answers are known", nil)
        }
        let age = now - horizon
        add(
            "freshness", expected, age <= freshness ? .passed : .failed,
            "answers are known until \(text), and it is \(when)",
            Double(age.microseconds) / Double(TimeSpan.day.microseconds))
    }
}
