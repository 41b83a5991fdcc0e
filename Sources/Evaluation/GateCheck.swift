/// What came of one threshold of one gate.
public struct GateCheck: Codable, Equatable, Sendable {
    /// What was required, unique within a result: metric, slice, group, bound and threshold.
    public var name: String
    /// The metric's name.
    public var metric: String
    /// The slice of time.
    public var slice: String
    /// The group.
    public var group: String
    /// What came of it.
    public var status: Status
    /// The threshold in words.
    public var expected: String
    /// The number held against it; nil when there was none.
    public var actual: Double?
    /// Why, in a sentence.
    public var message: String

    /// What came of a threshold.
    public enum Status: String, Codable, Equatable, Sendable {
        /// The threshold holds.
        case passed
        /// It does not, and the gate only warns.
        case warned
        /// It does not.
        case failed
        /// There is no incumbent to compare with.
        case skipped
    }

    /// Creates a check.
    public init(
        name: String, metric: String, slice: String, group: String, status: Status, expected: String,
        actual: Double?, message: String
    ) {
        self.name = name
        self.metric = metric
        self.slice = slice
        self.group = group
        self.status = status
        self.expected = expected
        self.actual = actual
        self.message = message
    }
}
