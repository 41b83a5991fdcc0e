import Datasets
public import Evaluation
public import Registry
public import Storage

/// What the gates and the audit said of one version against what an alias named: the content of `gates/<sha256>.json`.
///
/// It holds no time, so that the same question gives the same bytes.
public struct GateRecord: Codable, Equatable, Sendable {
    /// What the registry holds to.
    public var statement: GateStatement
    /// What was asked.
    public var rules: GateRules
    /// The version's data files by source.
    public var data: [String: Digest]
    /// The slice that the figures are of; nil where the version's lineage names no test slice.
    public var slice: Lineage.SliceLineage?
    /// Whether the audit of its training passed, waivers included.
    public var auditPassed: Bool
    /// The fields that failed the audit and were not waived, each with its checks.
    public var auditFailures: [String]
    /// What came of the gates.
    public var result: GateResult
    /// What came of the requirements beside figures.
    public var requirements: [GateCheck]
    /// What is in service and was compared with.
    public var comparisons: ServiceBaselines

    /// The version's number.
    public var version: Int { statement.version }
    /// Whether the version may be promoted.
    public var isAccepted: Bool { statement.isAccepted }

    /// Why it may not, a sentence each; empty where it may.
    public var reasons: [String] {
        let audit =
            auditFailures.isEmpty
            ? [] : ["its leakage audit failed for \(auditFailures.joined(separator: ", "))"]
        return audit + Self.reasons(result, requirements)
    }

    /// Why gates and requirements do not let something pass.
    static func reasons(_ result: GateResult, _ requirements: [GateCheck]) -> [String] {
        var reasons = result.lacksThresholds ? ["there are no gates, so that nothing is required"] : []
        reasons += result.missingSlices.map { "the slice \($0) was not evaluated" }
        reasons += (result.checks + requirements).filter(\.blocks).map { check in
            let actual = check.actual.map { ", found \(Figures.text($0))" } ?? ""
            let state = check.status == .failed ? "" : "\(check.status.rawValue): "
            let kind = check.type == .requirement ? "requirement" : "gate"
            return "\(kind) \(check.name): \(state)\(check.message)\(actual)"
        }
        return reasons
    }

    /// What to do about it.
    var remedy: String {
        if !auditPassed {
            return
                "remove the leaking fields and train again; what is no leak can be waived with a reason in the pipeline file"
        }
        if !statement.isOverridable { return "sign it: leadline registry sign; nobody overrides that" }
        if result.lacksThresholds { return "add `gates` to the pipeline file" }
        return
            "train a better version, or change the gate where it asks for too much, and say why; --override promotes in spite of it, for all to see"
    }

    /// Each field that failed with the checks it failed, in the order of the findings.
    static func failures(of audit: AuditReport) -> [String] {
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
}
