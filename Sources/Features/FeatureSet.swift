/// The features of a pipeline or a model, checked, in the order of their definition.
public struct FeatureSet: Equatable, Sendable {
    /// The features in order; names are unique and every definition fits its kind.
    public let features: [Feature]
    /// How keys are told to belong to somebody else; nil where every key is an entity of its own.
    public var identity: IdentityDefinition?
    /// By reference, the embedders that features go by, as far as they are known; see `embedding(by:)`.
    public internal(set) var embedders: [String: EventEmbedder] = [:]

    /// Creates a set of checked features.
    ///
    /// One of several numbers of a vector becomes a feature of each: `name_d0`, `name_d1` and so on.
    ///
    /// - Parameter embedders: what is known of the embedders that features go by.
    /// - Throws: `FeatureError` for an empty or repeated name, and for a definition whose fields do not fit its
    ///   kind.
    /// - Complexity: O(features).
    public init(
        _ features: [Feature], identity: IdentityDefinition? = nil, embedders: [String: EventEmbedder] = [:]
    ) throws(FeatureError) {
        var names: Set<String> = []
        for feature in features {
            if feature.name.isEmpty { throw .emptyText(feature: "", field: "name") }
            if !names.insert(feature.name).inserted { throw .duplicateFeature(name: feature.name) }
            try feature.definition.check(name: feature.name)
        }
        let columns = features.flatMap(\.columns)
        names.removeAll()
        for column in columns where !names.insert(column.name).inserted {
            throw .duplicateFeature(name: column.name)
        }
        self.features = columns
        self.identity = identity
        self.embedders = Self.used(embedders, by: columns)
    }

    /// The set without the features of these names.
    public func without(_ names: Set<String>) -> FeatureSet {
        FeatureSet(
            kept: features.filter { !names.contains($0.name) }, identity: identity, embedders: embedders)
    }

    private init(kept: [Feature], identity: IdentityDefinition?, embedders: [String: EventEmbedder]) {
        features = kept
        self.identity = identity
        self.embedders = Self.used(embedders, by: kept)
    }

    private static func used(
        _ embedders: [String: EventEmbedder], by features: [Feature]
    ) -> [String: EventEmbedder] {
        let references = Set(features.compactMap(\.definition.embedder))
        return embedders.filter { references.contains($0.key) }
    }

    /// The names in order.
    public var names: [String] { features.map(\.name) }

    /// The index of the feature of that name, or nil.
    ///
    /// - Complexity: O(features).
    public func index(of name: String) -> Int? { features.firstIndex { $0.name == name } }

    /// The definition of that name, or nil.
    ///
    /// - Complexity: O(features).
    public func definition(of name: String) -> FeatureDefinition? {
        index(of: name).map { features[$0].definition }
    }

    /// Whether the feature of that name makes a column of numbers or of categories; nil if there is none.
    ///
    /// - Complexity: O(features).
    public func columnKind(of name: String) -> ColumnKind? { definition(of: name)?.columnKind }

    /// The links that features go by, without repetition, in order of first use.
    public var links: [String] {
        var links: [String] = []
        for feature in features {
            if let via = feature.definition.via, !links.contains(via) { links.append(via) }
        }
        return links
    }

    /// Checks the definitions against what the sources make.
    ///
    /// - Parameters: the kinds of events, and the names of attributes that are links.
    /// - Throws: `FeatureError.unknownName` for a kind of events or a `via` that nothing makes.
    public func check(eventKinds: Set<String>, links: Set<String>) throws(FeatureError) {
        for feature in features {
            let definition = feature.definition
            let named =
                (definition.of.map { [("of", $0)] } ?? [])
                + definition.kinds.map { ("kinds", $0) } + definition.steps.map { ("steps", $0) }
            for (field, kind) in named where !eventKinds.contains(kind) {
                throw .unknownName(
                    feature: feature.name, field: field, name: kind, known: eventKinds.sorted())
            }
            if let via = definition.via, !links.contains(via) {
                throw .unknownName(feature: feature.name, field: "via", name: via, known: links.sorted())
            }
        }
    }
}
