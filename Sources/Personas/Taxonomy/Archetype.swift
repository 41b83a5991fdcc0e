/// What a typical member of a persona is like.
public struct Archetype: Codable, Equatable, Sendable {
    /// Who that is, in a few sentences, for people.
    public var sentences: [String]?
    /// What its features are like, by feature.
    public var wishes: [String: FeatureWish]
    /// The similarity from which a lead is given the persona where neither a rule nor a cluster has; never unless given.
    public var atLeast: Double?

    /// Creates an archetype.
    public init(sentences: [String]? = nil, wishes: [String: FeatureWish], atLeast: Double? = nil) {
        self.sentences = sentences
        self.wishes = wishes
        self.atLeast = atLeast
    }
}
