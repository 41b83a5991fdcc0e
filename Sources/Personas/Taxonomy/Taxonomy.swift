/// What people have written about the personas of their leads: names, what belongs to each, rules and flags.
///
/// `version` is the format; `revision` numbers the definitions and rises with every change of them.
public struct Taxonomy: Codable, Equatable, Sendable {
    /// The format of the file; 1.
    public var version: Int
    /// The number of these definitions, from 1.
    public var revision: Int
    /// What the personas are of, for people.
    public var title: String
    /// The probability below which no persona is named, in 0...1; 0.5 unless given.
    public var abstainBelow: Double?
    /// The personas by name; a name is for ever.
    public var personas: [String: PersonaDefinition]
    /// Decided before the clusters, in their order: the first whose conditions hold.
    public var rules: [PersonaRule]?
    /// What is worth a look at a lead, whatever its persona.
    public var flags: [AmberFlag]?
    /// What decides what a lead wants; nobody says so unless given.
    public var intent: IntentQuestion?
    /// Personas of earlier revisions that are no more, and why, by name.
    public var retired: [String: String]?

    /// The newest format that this reader knows.
    public static let formatVersion = 1
    /// The probability below which no persona is named unless the file says otherwise.
    public static let usualThreshold = 0.5

    /// Creates definitions; `problem(features:clusters:)` checks them.
    public init(
        revision: Int, title: String, abstainBelow: Double? = nil, personas: [String: PersonaDefinition],
        rules: [PersonaRule]? = nil, flags: [AmberFlag]? = nil, intent: IntentQuestion? = nil,
        retired: [String: String]? = nil
    ) {
        version = Self.formatVersion
        self.revision = revision
        self.title = title
        self.abstainBelow = abstainBelow
        self.personas = personas
        self.rules = rules
        self.flags = flags
        self.intent = intent
        self.retired = retired
    }

    /// Reads what is written of one; where no persona is, there is none, which `problem(features:clusters:)` tells.
    ///
    /// - Throws: `DecodingError`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        version = try container.decode(Int.self, forKey: .version)
        revision = try container.decode(Int.self, forKey: .revision)
        title = try container.decode(String.self, forKey: .title)
        abstainBelow = try container.decodeIfPresent(Double.self, forKey: .abstainBelow)
        personas = try container.decodeIfPresent([String: PersonaDefinition].self, forKey: .personas) ?? [:]
        rules = try container.decodeIfPresent([PersonaRule].self, forKey: .rules)
        flags = try container.decodeIfPresent([AmberFlag].self, forKey: .flags)
        intent = try container.decodeIfPresent(IntentQuestion.self, forKey: .intent)
        retired = try container.decodeIfPresent([String: String].self, forKey: .retired)
    }

    /// The personas' names, ascending: the order that everything is told in.
    public var names: [String] { personas.keys.sorted() }

    /// The probability below which no persona is named.
    public var threshold: Double { abstainBelow ?? Self.usualThreshold }

    /// The persona that a cluster belongs to; nil for one that nobody has mapped.
    ///
    /// - Complexity: O(personas).
    public func persona(of cluster: String) -> String? {
        names.first { personas[$0]?.clusters?.contains(cluster) ?? false }
    }

    /// The names from the topmost persona down to one; only itself where it has no parent.
    ///
    /// - Complexity: O(personas).
    public func path(to name: String) -> [String] {
        var path = [name]
        while let parent = personas[path[0]]?.parent, !path.contains(parent) { path.insert(parent, at: 0) }
        return path
    }

    /// The personas' names, each before those that stand below it.
    ///
    /// - Complexity: O(personas log personas).
    public var tree: [String] {
        names.map { path(to: $0) }.sorted { $0.lexicographicallyPrecedes($1) }.compactMap(\.last)
    }

    /// A persona and all that stand below it, at any distance.
    ///
    /// - Complexity: O(personas).
    public func below(_ name: String) -> [String] { names.filter { path(to: $0).contains(name) } }

    /// The features that rules, flags and archetypes look at, ascending.
    public var features: [String] {
        var names: Set<String> = []
        for rule in rules ?? [] { names.formUnion(rule.when.keys) }
        for flag in flags ?? [] { names.formUnion(flag.when.keys) }
        for persona in personas.values { names.formUnion((persona.archetype?.wishes ?? [:]).keys) }
        return names.sorted()
    }
}
