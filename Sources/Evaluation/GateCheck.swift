/// What came of one threshold of one gate.
public struct GateCheck: Codable, Equatable, Sendable {
    /// What was required, unique within a result: metric, bound, threshold, slice, group and severity.
    public var name: String
    /// The metric's name.
    public var metric: String
    /// The slice of time.
    public var slice: String
    /// The group.
    public var group: String
    /// What kind of requirement it is.
    public var type: Kind
    /// What a failure means.
    public var severity: GateDefinition.Severity
    /// What came of it.
    public var status: Status
    /// The threshold in words.
    public var expected: String
    /// The number held against it; nil when there was none.
    public var actual: Double?
    /// Why, in a sentence.
    public var message: String
    /// The place of its gate among the gates, from 0; nil for what is no gate.
    public var gate: Int?

    /// A kind of requirement.
    public enum Kind: String, Codable, Equatable, Sendable {
        /// Where a metric must lie.
        case value
        /// How far it may be from a baseline's.
        case change
        /// How far it may be from another group's.
        case crossSlice = "cross_slice"
        /// What must be there beside figures.
        case requirement
    }

    /// What came of a threshold.
    public enum Status: String, Codable, Equatable, Sendable {
        /// The threshold holds.
        case passed
        /// It does not, and the gate only warns.
        case warned
        /// It does not.
        case failed
        /// The figures do not say: too few rows, an interval that reaches over the threshold, or a baseline that
        /// may not be compared with.
        case inconclusive
        /// There is no finite number to hold against it.
        case missing
        /// There is no incumbent to compare with.
        case skipped
    }

    /// Whether it keeps a version from going live; what is missing does, whatever the severity.
    public var blocks: Bool {
        switch status {
        case .failed, .missing: true
        case .inconclusive: severity == .fail
        case .passed, .warned, .skipped: false
        }
    }

    /// Creates a check.
    public init(
        name: String, metric: String, slice: String, group: String, type: Kind = .value,
        severity: GateDefinition.Severity = .fail, status: Status, expected: String, actual: Double?,
        message: String
    ) {
        self.name = name
        self.metric = metric
        self.slice = slice
        self.group = group
        self.type = type
        self.severity = severity
        self.status = status
        self.expected = expected
        self.actual = actual
        self.message = message
    }
}
