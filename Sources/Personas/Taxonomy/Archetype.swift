/// What a typical member of a persona is like.
public struct Archetype: Codable, Equatable, Sendable {
    /// Who that is, in a few sentences: for people and, with `like`, to compare leads with.
    public var sentences: [String]?
    /// The feature of vectors by whose embedder the sentences count as one more wish; they do not unless given.
    public var like: String?
    /// What its features are like, by feature.
    public var wishes: [String: FeatureWish]
    /// The similarity from which a lead is given the persona where neither a rule nor a cluster has; never unless given.
    public var atLeast: Double?

    /// Creates an archetype.
    public init(
        sentences: [String]? = nil, like: String? = nil, wishes: [String: FeatureWish] = [:],
        atLeast: Double? = nil
    ) {
        self.sentences = sentences
        self.like = like
        self.wishes = wishes
        self.atLeast = atLeast
    }

    /// Reads what is written of one; without wishes there are none.
    ///
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        sentences = try container.decodeIfPresent([String].self, forKey: .sentences)
        like = try container.decodeIfPresent(String.self, forKey: .like)
        wishes = try container.decodeIfPresent([String: FeatureWish].self, forKey: .wishes) ?? [:]
        atLeast = try container.decodeIfPresent(Double.self, forKey: .atLeast)
    }
}
