public import Datasets
public import Reports

extension ReportFinding {
    /// A finding of the audit as reports, JUnit files and annotations show it.
    public init(_ finding: AuditFinding) {
        let severity: Severity =
            switch finding.severity {
            case .fail: .error
            case .warn: .warning
            case .pass: .note
            }
        self.init(
            check: finding.check.rawValue, severity: severity, field: finding.field,
            evidence: finding.evidence, remedy: finding.remedy, waivedReason: finding.waived)
    }
}
