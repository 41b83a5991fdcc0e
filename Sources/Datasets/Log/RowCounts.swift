/// What became of the rows of one file.
///
/// `accepted + quarantined + duplicate == read`: no row vanishes.
public struct RowCounts: Codable, Equatable, Sendable {
    /// Rows and lines that are no rows, without those that the SELECT's WHERE leaves out.
    public var read: Int
    /// Rows that keep the contract; some may yield no event.
    public var accepted: Int
    /// Rows set aside, each with its reason.
    public var quarantined: Int
    /// Rows all of whose events other rows yield too, under the same ids.
    public var duplicate: Int
    /// Rows that the SELECT's WHERE left out.
    public var filtered: Int
    /// Events made.
    public var events: Int
}
