/// One persona, as people know it.
public struct PersonaDefinition: Codable, Equatable, Sendable {
    /// What it is called before people.
    public var title: String
    /// Who that is, in a sentence or two.
    public var description: String?
    /// The persona that it is a kind of.
    public var parent: String?
    /// The ids of the discovered clusters that belong to it.
    public var clusters: [String]?
    /// What a typical one is like, as written by people.
    public var archetype: Archetype?
    /// The names of earlier revisions that it comes from: one is a rename or, where several personas name it, a split; several are a
    /// merge.
    public var formerly: [String]?

    /// Creates a persona.
    public init(
        title: String, description: String? = nil, parent: String? = nil, clusters: [String]? = nil,
        archetype: Archetype? = nil, formerly: [String]? = nil
    ) {
        self.title = title
        self.description = description
        self.parent = parent
        self.clusters = clusters
        self.archetype = archetype
        self.formerly = formerly
    }
}
