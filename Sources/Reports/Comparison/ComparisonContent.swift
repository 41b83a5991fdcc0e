/// Two versions side by side: plain values, without personal data, clock or paths.
public struct ComparisonContent: Codable, Equatable, Sendable {
    /// The format; 1.
    public var formatVersion = 1
    /// The left version, such as `models:/shop/3`.
    public var left: String
    /// The right version.
    public var right: String
    /// What they are: questions, digests, audits.
    public var facts: [ComparedFact]
    /// The settings in which they differ.
    public var settings: [ComparedFact]
    /// How many settings are equal.
    public var equalSettings: Int
    /// The digests of the data files by source, the equal ones too.
    public var data: [ComparedFact]
    /// The slices of time, the equal ones too.
    public var slices: [ComparedFact]
    /// What each reached on its own test slice.
    public var metrics: [ComparedMetric]
    /// The coefficients of the evaluated scorers.
    public var coefficients: [ComparedFact]
    /// Both on the same rows; nil where nobody asked, or it may not be.
    public var sameRows: ComparedScores?
    /// Why there is nothing on the same rows; nil where there is.
    public var reason: String?

    /// Creates content.
    public init(
        left: String, right: String, facts: [ComparedFact], settings: [ComparedFact], equalSettings: Int,
        data: [ComparedFact], slices: [ComparedFact], metrics: [ComparedMetric],
        coefficients: [ComparedFact], sameRows: ComparedScores?, reason: String?
    ) {
        self.left = left
        self.right = right
        self.facts = facts
        self.settings = settings
        self.equalSettings = equalSettings
        self.data = data
        self.slices = slices
        self.metrics = metrics
        self.coefficients = coefficients
        self.sameRows = sameRows
        self.reason = reason
    }
}
