import Features
import Models
import Personas

/// A model of three intents, each by one word, and leads' messages.
enum IntentFixture {
    static func model(threshold: Double = 0.6) throws -> IntentModel {
        let words = try TextVectorizer(
            analyzer: TextAnalyzer(), isSublinear: false, columns: .terms(["card", "cash", "rate"]),
            weights: nil)
        return try IntentModel(
            features: .terms(try TermBlocks(words: words, characters: nil)),
            intents: ["card lost", "cash out", "rates"], coefficients: [6, 0, 0, 0, 6, 0, 0, 0, 6],
            intercepts: [0, 0, 0], temperature: 1, threshold: threshold)
    }

    static let question = IntentQuestion(
        model: "intent.json", event: "message", window: TimeSpan.days(30))

    static func taxonomy() -> Taxonomy {
        var taxonomy = PersonaFixture.taxonomy()
        taxonomy.intent = question
        return taxonomy
    }

    static func personas(_ taxonomy: Taxonomy = taxonomy()) throws -> PersonaModel {
        try PersonaModel(
            clusters: PersonaFixture.clusters(), taxonomy: taxonomy, kinds: PersonaFixture.kinds,
            intents: model(), definitions: features())
    }

    /// The features of the fixture, of visits and plans.
    static func features() throws -> FeatureSet {
        try FeatureSet([
            Feature(name: "visits", definition: FeatureDefinition(kind: .count, of: "visit")),
            Feature(
                name: "spent", definition: FeatureDefinition(kind: .sum, of: "visit", attribute: "spent")),
            Feature(name: "plan", definition: FeatureDefinition(kind: .attribute, attribute: "plan")),
            Feature(name: "quiet", definition: FeatureDefinition(kind: .timeSinceLast, of: "visit")),
        ])
    }
}
