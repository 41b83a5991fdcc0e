public import Features

extension Taxonomy {
    /// The personas whose archetypes' sentences count, ascending.
    var likened: [String] { names.filter { personas[$0]?.archetype?.like != nil } }

    /// The features of a discovery, and those that the taxonomy asks for beside them: how like the sentences of archetypes a lead is, and
    /// its newest message.
    ///
    /// Where the embedders are there, every sentence is known to them.
    ///
    /// - Throws: `TaxonomyProblem` where a feature of vectors is not there, a sentence is not known to its embedder, or a name is taken.
    /// - Complexity: O(features + sentences).
    public func features(beside own: FeatureSet) throws(TaxonomyProblem) -> FeatureSet {
        var features = own
        for name in likened {
            let place = ["personas", name, "archetype"]
            guard let archetype = personas[name]?.archetype else { continue }
            do throws(TaxonomyProblem) {
                guard let feature = try archetype.feature(of: name, among: own) else { continue }
                features = try Self.features(features, and: feature, at: "sentences")
            } catch {
                throw TaxonomyProblem(
                    keyPath: place + error.keyPath, what: error.what, remedy: error.remedy)
            }
        }
        guard let intent else { return features }
        return try Self.features(features, and: intent.feature, at: "intent")
    }

    private static func features(
        _ own: FeatureSet, and feature: Feature, at place: String
    ) throws(TaxonomyProblem) -> FeatureSet {
        do throws(FeatureError) {
            let all = try FeatureSet(
                own.features + [feature], identity: own.identity, embedders: own.embedders)
            return all.missingEmbedders.isEmpty ? try all.embedding(by: all.embedders) : all
        } catch {
            throw TaxonomyProblem(keyPath: [place], what: error.problem, remedy: error.remedy)
        }
    }
}
