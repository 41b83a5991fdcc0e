/// An alias before and after a promotion or a rollback.
public struct AliasMove: Hashable, Sendable {
    /// The alias.
    public let alias: String
    /// The version it named before; nil where it was new.
    public let from: Int?
    /// The version it names now.
    public let to: Int
    /// Whether this call moved it; false where it named that version already, and nothing was written.
    public var isNew: Bool { from != to }
}
