/// Something that is stated of two versions, in words.
public struct ComparedFact: Codable, Equatable, Sendable {
    /// What it is, such as `model.penalty`.
    public var name: String
    /// What it says of the left version; nil where it says nothing.
    public var left: String?
    /// What it says of the right version; nil where it says nothing.
    public var right: String?

    /// Creates a fact.
    public init(name: String, left: String?, right: String?) {
        self.name = name
        self.left = left
        self.right = right
    }
}
