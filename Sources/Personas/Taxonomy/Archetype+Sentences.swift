import Features
import Spelling

extension Archetype {
    /// The feature that holds how like the sentences of a persona's archetype a lead is.
    public static func featureName(of persona: String) -> String { "archetype:\(persona)" }

    /// The cosine of a lead's vector and the mean vector of the sentences, as a feature; nil where the sentences do not count.
    ///
    /// It is the feature that `like` names, asked for the similarity in place of a number of the vector: the same events, window and
    /// embedder.
    ///
    /// - Throws: `TaxonomyProblem`, its key path beginning at the archetype, where there is no such feature or no sentence.
    func feature(of persona: String, among features: FeatureSet) throws(TaxonomyProblem) -> Feature? {
        guard let like else { return nil }
        guard var definition = features.definition(of: like) ?? features.definition(of: like + "_d0"),
            definition.embedder != nil
        else {
            let known = features.features.filter { $0.definition.embedder != nil }.map(\.name)
            throw TaxonomyProblem(
                keyPath: ["like"], what: "there is no feature of vectors '\(like)'",
                remedy: known.isEmpty
                    ? "define one in the pipeline, and discover again"
                    : NearestName.remedy(for: like, among: known))
        }
        definition.kind = .similarity
        definition.coordinate = nil
        definition.like = sentences ?? []
        return Feature(name: Self.featureName(of: persona), definition: definition)
    }

    /// How far a lead is like the sentences: the cosine, where it is above 0, else 0; nil where the lead has no vector.
    static func fulfilment(of cosine: FeatureValue) -> Double? {
        guard case .number(let cosine) = cosine, cosine.isFinite else { return nil }
        return min(1, max(0, cosine))
    }
}
