/// One difference between a contract and an earlier one of the same source.
public struct ContractChange: Codable, Equatable, Sendable, CustomStringConvertible {
    /// Where it is, such as `fields.amount` or `events.purchase`.
    public var place: String
    /// What changed, in words.
    public var what: String
    /// Whether whoever relies on the earlier contract may no longer get what it promised.
    public var isBreaking: Bool

    init(_ place: String, _ what: String, isBreaking: Bool = true) {
        self.place = place
        self.what = what
        self.isBreaking = isBreaking
    }

    /// The place and what changed there.
    public var description: String { "\(place): \(what)" }
}
