import Datasets
import Evaluation
import Registry

extension GateRecord {
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

    /// What to do about it, a remedy for each kind of reason.
    ///
    /// - Parameter gates: where gates are to be added where there are none: "`gates` to pipeline.yaml".
    func remedy(adding gates: String) -> String {
        var remedies: [String] = []
        if !auditPassed {
            remedies.append(
                "remove the leaking fields and train again; what is no leak can be waived with a reason in the pipeline file"
            )
        }
        if result.lacksThresholds { remedies.append("add \(gates)") }
        if !result.missingSlices.isEmpty || result.checks.contains(where: \.blocks) {
            remedies.append(
                "train a better version, or change the gate where it asks for too much, and say why")
        }
        for check in requirements where check.blocks {
            guard let requirement = GateRequirement(rawValue: check.metric) else { continue }
            let remedy = requirement.remedy(model: statement.model, version: version)
            if !remedies.contains(remedy) { remedies.append(remedy) }
        }
        if statement.isOverridable {
            remedies.append("--override promotes in spite of it, for all to see")
        } else if auditPassed {
            remedies.append("nobody overrides a signature that is asked for")
        }
        return remedies.joined(separator: "; ")
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
