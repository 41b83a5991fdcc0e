/// One thing that a profile found: no personal data, and how often chance alone would say the same.
public struct ProfileFinding: Codable, Equatable, Sendable {
    /// What was looked for.
    public var check: ProfileCheck
    /// How bad it is.
    public var severity: Severity
    /// The source, where it is about one.
    public var source: String?
    /// The kind of event, where it is about one.
    public var kind: String?
    /// The attribute, where it is about one.
    public var field: String?
    /// The months it is about, `2024-03`, ascending; a span is given by its first and last.
    public var months: [String]
    /// The figures, in words.
    public var evidence: String
    /// How often data without the fault would show it.
    public var falseAlarms: String
    /// What to do about it.
    public var remedy: String

    /// How bad a finding is.
    public enum Severity: String, Codable, Comparable, Sendable {
        /// Worth knowing.
        case note
        /// Worth a look before one trains.
        case warn
        /// A gate does not hold, or rows are lost: a training stops.
        case fail

        /// The milder is the smaller.
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .note: 0
            case .warn: 1
            case .fail: 2
            }
        }
    }

    init(
        _ check: ProfileCheck, _ severity: Severity = .warn, source: String? = nil, kind: String? = nil,
        field: String? = nil, months: [String] = [], evidence: String, falseAlarms: String, remedy: String
    ) {
        self.check = check
        self.severity = severity
        self.source = source
        self.kind = kind
        self.field = field
        self.months = months
        self.evidence = evidence
        self.falseAlarms = falseAlarms
        self.remedy = remedy
    }

    /// What a finding rests on when it is counted, not estimated.
    static let fact = "none: a count, not an estimate"

    /// Source, kind and field, as `web.visit.duration`; empty for a finding about everything.
    public var place: String { [source, kind, field].compactMap { $0 }.joined(separator: ".") }
}
