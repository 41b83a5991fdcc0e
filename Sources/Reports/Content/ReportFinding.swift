/// A finding of the leakage audit.
public struct ReportFinding: Equatable, Sendable {
    /// The check's name, such as `postOutcomeField`.
    public var check: String
    /// How bad it is.
    public var severity: Severity
    /// The field or feature; nil when it concerns the whole.
    public var field: String?
    /// The figures behind it; no personal data.
    public var evidence: String
    /// What to do.
    public var remedy: String
    /// Why it was waived; nil when it was not.
    public var waivedReason: String?

    /// How bad a finding is.
    public enum Severity: String, Codable, Equatable, Sendable {
        /// It stops training or promotion.
        case error
        /// It should be looked at.
        case warning
        /// It should be known.
        case note
    }

    /// Creates a finding.
    public init(
        check: String, severity: Severity, field: String? = nil, evidence: String, remedy: String,
        waivedReason: String? = nil
    ) {
        self.check = check
        self.severity = severity
        self.field = field
        self.evidence = evidence
        self.remedy = remedy
        self.waivedReason = waivedReason
    }
}
