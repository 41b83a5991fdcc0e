/// What one check found about one field, or about all.
public struct AuditFinding: Codable, Equatable, Sendable {
    /// The check.
    public var check: AuditCheck
    /// How bad it is.
    public var severity: Severity
    /// The feature or field, where it is about one.
    public var field: String?
    /// The figures, in words.
    public var evidence: String
    /// The trace of one case, line by line: ordinals or pseudonyms, kinds and times; no personal data.
    public var events: [String]
    /// What to do about it; empty for a pass.
    public var remedy: String
    /// The reason of the waiver that covers it, or nil.
    public var waived: String?

    /// How bad a finding is.
    public enum Severity: String, Codable, Comparable, Sendable {
        /// Nothing was found.
        case pass
        /// Worth a look; training goes on.
        case warn
        /// Training stops, unless waived.
        case fail

        /// The milder is the smaller.
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .pass: 0
            case .warn: 1
            case .fail: 2
            }
        }
    }

    /// Creates a finding.
    public init(
        _ check: AuditCheck, _ severity: Severity, field: String? = nil, evidence: String,
        events: [String] = [],
        remedy: String = ""
    ) {
        self.check = check
        self.severity = severity
        self.field = field
        self.evidence = evidence
        self.events = events
        self.remedy = remedy
    }
}
