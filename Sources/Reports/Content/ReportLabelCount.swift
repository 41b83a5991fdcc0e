/// What became of the cases of one slice and month.
public struct ReportLabelCount: Equatable, Sendable {
    /// The month of the cutoffs, `2012-01`.
    public var month: String
    /// The slice, or a dash.
    public var slice: String
    /// Cases with the outcome.
    public var positives: Int
    /// Cases without.
    public var negatives: Int
    /// Cases without an answer yet.
    public var immature: Int
    /// Cases that are no question.
    public var excluded: Int
    /// Cases whose label reaches into a later slice.
    public var purged: Int
    /// Cases whose entity or group is in another slice.
    public var shared: Int
    /// Why cases were excluded, each with its number.
    public var reasons: [String]

    /// Creates a count.
    public init(
        month: String, slice: String, positives: Int, negatives: Int, immature: Int, excluded: Int,
        purged: Int, shared: Int, reasons: [String]
    ) {
        self.month = month
        self.slice = slice
        self.positives = positives
        self.negatives = negatives
        self.immature = immature
        self.excluded = excluded
        self.purged = purged
        self.shared = shared
        self.reasons = reasons
    }
}
