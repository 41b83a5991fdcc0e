/// What the audit found; it is stored with the version.
public struct AuditReport: Codable, Equatable, Sendable {
    /// The version of this file's format.
    public var formatVersion: Int
    /// The findings: failures first, then warnings, then passes.
    public var findings: [AuditFinding]
    /// Whether no failure is left that is not waived.
    public var passed: Bool

    /// Puts findings in order and applies waivers.
    ///
    /// - Complexity: O(findings x waivers).
    public init(_ findings: [AuditFinding], settings: AuditSettings? = nil) {
        formatVersion = 1
        var findings = findings
        for index in findings.indices where findings[index].severity != .pass {
            let finding = findings[index]
            let waiver = (settings?.waivers ?? []).first {
                $0.check == finding.check && ($0.field == nil || $0.field == finding.field)
            }
            findings[index].waived = waiver?.reason
        }
        let order = findings.indices.sorted {
            let (left, right) = (findings[$0], findings[$1])
            return left.severity == right.severity ? $0 < $1 : left.severity > right.severity
        }
        self.findings = order.map { findings[$0] }
        passed = !findings.contains { $0.severity == .fail && $0.waived == nil }
    }

    /// The failures that no waiver covers.
    public var failures: [AuditFinding] { findings.filter { $0.severity == .fail && $0.waived == nil } }

    /// The warnings that no waiver covers.
    public var warnings: [AuditFinding] { findings.filter { $0.severity == .warn && $0.waived == nil } }

    /// The report with a further finding, such as the gap to a random split that only a training can show.
    public func adding(_ finding: AuditFinding, settings: AuditSettings?) -> AuditReport {
        var plain = findings + [finding]
        for index in plain.indices { plain[index].waived = nil }
        return AuditReport(plain, settings: settings)
    }
}
