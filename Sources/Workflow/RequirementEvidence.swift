import Datasets
import Evaluation
import Features
import Registry

/// What is known of what is to go live that requirements ask for.
///
/// A requirement of which there is no evidence is missing: what nobody knows anything of holds for nothing.
struct RequirementEvidence {
    /// Of its data or of its scores.
    let audit: AuditReport
    /// What a registry knows of a version; nil for a file of scores.
    let registered: Registered?

    /// A version, and who and when asks.
    struct Registered {
        /// The version's files, verified.
        var version: VerifiedVersion
        /// The first instant of which no answer is known.
        var horizon: String?
        /// The names under which exactly this version was approved.
        var approvers: [String]
        /// Who promotes.
        var promoter: String
        /// The time of the question, ISO 8601.
        var when: String
    }

    /// The checks of all requirements; nothing for what is not asked.
    ///
    /// - Parameter keys: of which one must have signed the version; nil where none were read.
    func checks(_ asked: GateRequirements, trusting keys: TrustedKeys?) -> [GateCheck] {
        let checks: [GateCheck?] = [
            asked.audit.map(clean), asked.card == true ? file(.card, VersionFile.card) : nil,
            asked.lineage == true ? file(.lineage, VersionFile.lineage) : nil,
            asked.approvals.map(approved), asked.signed.map { _ in signed(by: keys) },
            asked.freshness.map(fresh),
        ]
        return checks.compactMap { $0 }
    }

    private func clean(_ wanted: GateRequirements.Audit) -> GateCheck {
        let waived = audit.findings.count { $0.waived != nil }
        if !audit.passed { return check(.audit, wanted.rawValue, .failed, "it failed") }
        return wanted == .clean && waived > 0
            ? check(.audit, wanted.rawValue, .failed, "\(waived) findings are waived")
            : check(.audit, wanted.rawValue, .passed, "holds")
    }

    private func file(_ requirement: GateRequirement, _ file: String) -> GateCheck {
        let isThere = registered?.version.files[file]?.isEmpty == false
        return check(
            requirement, "is there", isThere ? .passed : .missing, isThere ? "holds" : "there is no \(file)")
    }

    /// Names are claims: spellings of one name count once, and who promotes not at all.
    private func approved(_ needed: Int) -> GateCheck {
        guard let registered else {
            return check(.approvals, ">= \(needed)", .missing, "there is no version")
        }
        let others = Set(registered.approvers.map(Self.spelling)).subtracting([
            Self.spelling(registered.promoter)
        ]).count
        let holds = others >= needed
        return check(
            .approvals, ">= \(needed)", holds ? .passed : .missing,
            holds ? "hold" : "of others than who promotes", Double(others))
    }

    private static func spelling(_ name: String) -> String {
        name.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func signed(by keys: TrustedKeys?) -> GateCheck {
        let expected = "by a trusted key"
        guard let keys, let signature = registered?.version.signature else {
            return check(.signed, expected, .missing, "it is not signed")
        }
        let isTrusted = keys.signer(of: signature) != nil
        return check(
            .signed, expected, isTrusted ? .passed : .failed,
            isTrusted ? "holds" : "none of the trusted keys signed it")
    }

    /// The age itself is left out, so that a result holds no time.
    private func fresh(_ limit: TimeSpan) -> GateCheck {
        let expected = "<= \(limit)"
        guard let registered, let horizon = registered.horizon, let known = try? Instant(horizon),
            let now = try? Instant(registered.when)
        else { return check(.freshness, expected, .missing, "it is not known until when answers are known") }
        return check(
            .freshness, expected, now - known <= limit ? .passed : .failed,
            "answers are known until \(horizon)")
    }

    private func check(
        _ requirement: GateRequirement, _ expected: String, _ status: GateCheck.Status, _ message: String,
        _ actual: Double? = nil
    ) -> GateCheck {
        let name = requirement.rawValue
        return GateCheck(
            name: "\(name) \(expected)", metric: name, slice: "test", group: MetricRow.overall,
            type: .requirement, status: status, expected: expected, actual: actual, message: message)
    }
}
