internal import Spelling

extension FeatureSet {
    /// The references of the embedders that features go by, ascending, without repetition.
    public var embedderReferences: [String] { Set(features.compactMap(\.definition.embedder)).sorted() }

    /// The references of the embedders that are still to be given before a value can be computed, ascending.
    public var missingEmbedders: [String] {
        embedderReferences.filter { embedders[$0]?.content == nil }
    }

    /// The definitions alone, of which nobody knows which embedders they go by.
    public var withoutEmbedders: FeatureSet {
        var set = self
        set.embedders = [:]
        return set
    }

    /// The set with its embedders, with which values can be computed.
    ///
    /// - Parameter embedders: by reference; those that no feature goes by are left out.
    /// - Throws: `FeatureError.otherEmbedder` where one is not the one that the set names by its digest, `contradiction` where one
    ///   is missing or a definition does not fit it.
    /// - Complexity: O(features x size of archetypes).
    public func embedding(by embedders: [String: EventEmbedder]) throws(FeatureError) -> FeatureSet {
        var complete = self
        complete.embedders = [:]
        for feature in features {
            guard let reference = feature.definition.embedder else { continue }
            guard let embedder = embedders[reference], let content = embedder.content else {
                throw .contradiction(
                    feature: feature.name, field: "embedder",
                    problem: "names \(reference), which is not there",
                    remedy: NearestName.remedy(for: reference, among: embedders.keys.sorted()))
            }
            if let known = self.embedders[reference], known != embedder {
                throw .otherEmbedder(reference: reference, expected: known.digest, found: embedder.digest)
            }
            try Self.check(feature, content)
            complete.embedders[reference] = embedder
        }
        return complete
    }

    /// The attribute whose value tells apart the events that a feature makes vectors of; nil where none does.
    public func tokenAttribute(of definition: FeatureDefinition) -> String? {
        guard case .events(let vectors)? = definition.embedder.flatMap({ embedders[$0]?.content }) else {
            return nil
        }
        return vectors.attribute
    }

    /// Refuses a definition that does not fit its embedder.
    private static func check(
        _ feature: Feature, _ content: EventEmbedder.Content
    ) throws(FeatureError) {
        let definition = feature.definition
        switch content {
        case .events:
            for (field, isGiven) in [
                ("attribute", definition.attribute != nil), ("limit", definition.limit != nil),
            ] where isGiven {
                throw .contradiction(
                    feature: feature.name, field: field,
                    problem: "is of texts, and the embedder is of behaviour",
                    remedy: "remove it, or name an embedder of texts")
            }
        case .texts:
            if definition.attribute == nil {
                throw .contradiction(
                    feature: feature.name, field: "embedder",
                    problem: "is of texts, and no `attribute` has them",
                    remedy: "name the attribute that holds the texts, or an embedder of behaviour")
            }
        }
        if let coordinate = definition.coordinate, coordinate >= content.dimensions {
            throw .contradiction(
                feature: feature.name, field: "coordinate",
                problem: "is \(coordinate), and vectors have \(content.dimensions) numbers",
                remedy: "give a number from 0 to \(content.dimensions - 1)")
        }
        guard !definition.like.isEmpty else { return }
        let (vector, unknown) = content.archetype(definition.like)
        if vector != nil { return }
        let isOfEvents = if case .events = content { true } else { false }
        throw .contradiction(
            feature: feature.name, field: "like",
            problem: unknown.map {
                isOfEvents
                    ? "names `\($0)`, which the embedder does not know"
                    : "has a sentence of which no word is known"
            } ?? "has no vector: what it names cancels out",
            remedy: "write what the embedder was learned from")
    }
}
