/// What became of a source's rows.
public struct SourceProfile: Codable, Equatable, Sendable {
    /// The source's name.
    public var name: String
    /// Rows read, accepted, set aside and duplicate.
    public var counts: RowCounts
    /// Whether accepted + quarantined + duplicate = read.
    public var reconciles: Bool
    /// Why rows were set aside, the commonest first.
    public var reasons: [Reason]
    /// By field with a dictionary, how many rows hold a text that it does not know.
    public var unmapped: [String: Int]?

    /// One reason for which rows were set aside.
    public struct Reason: Codable, Equatable, Sendable {
        /// The field at fault, where one is.
        public var field: String?
        /// What is wrong.
        public var reason: String
        /// How many rows.
        public var rows: Int
    }
}
