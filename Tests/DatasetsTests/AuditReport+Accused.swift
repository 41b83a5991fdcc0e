import Datasets
import Testing

extension AuditReport {
    /// What did not pass: severity, check and field of each finding.
    var accused: [String] {
        findings.filter { $0.severity != .pass }.map {
            "\($0.severity.rawValue) \($0.check.rawValue) \($0.field ?? "-")"
        }
    }

    /// The finding of a check that a field did not pass.
    func finding(_ check: AuditCheck, _ field: String?) throws -> AuditFinding {
        try #require(
            findings.first { $0.check == check && $0.field == field && $0.severity != .pass }, "\(accused)")
    }
}
