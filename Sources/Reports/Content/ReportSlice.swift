/// A slice of time, as shown.
public struct ReportSlice: Equatable, Sendable {
    /// The name: `train`, `calibrate`, `test`.
    public var name: String
    /// The span in words, such as `1997-04-01 to 1997-07-01`.
    public var span: String
    /// The number of rows.
    public var rows: Int
    /// The number of positives among them.
    public var positives: Int
    /// What it was used for.
    public var purpose: String

    /// Creates a slice.
    public init(name: String, span: String, rows: Int, positives: Int, purpose: String) {
        self.name = name
        self.span = span
        self.rows = rows
        self.positives = positives
        self.purpose = purpose
    }
}
