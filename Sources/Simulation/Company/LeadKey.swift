/// A key under which a lead is met, and since when the company knows whose it is.
struct LeadKey: Sendable {
    var lead: Int
    var namespace: String
    var key: String
    /// When it was first used.
    var usedAt: Int64
    /// When the company tied it to the lead; nil for never.
    var linkedAt: Int64?
}
