/// A share of rows with Wilson's 95 % interval.
public struct ShareEstimate: Codable, Equatable, Sendable {
    /// Rows of which it holds.
    public var count: Int
    /// Rows that were looked at.
    public var rows: Int
    /// The share, in 0...1; nil of no rows.
    public var value: Double?
    /// The interval's lower end; nil of no rows.
    public var lower: Double?
    /// The interval's upper end; nil of no rows.
    public var upper: Double?

    /// Estimates a share.
    ///
    /// - Precondition: the count is in `0...rows`.
    public init(_ count: Int, of rows: Int) {
        precondition(count >= 0 && count <= rows, "a share is of its rows")
        self.count = count
        self.rows = rows
        guard rows > 0 else { return }
        let interval = NormalInterval.wilson(successes: Double(count), trials: Double(rows))
        value = Double(count) / Double(rows)
        lower = interval.lower
        upper = interval.upper
    }
}
