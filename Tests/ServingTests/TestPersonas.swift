import Features
import Models
import Personas
import Registry
import Scoring
import Storage

@testable import Serving

/// Two groups of buyers by how often and for how much they bought.
enum TestPersonas {
    static let name = "shoppers"

    /// What customers want, by one word each.
    static func intents() throws -> IntentModel {
        let words = try TextVectorizer(
            analyzer: TextAnalyzer(), isSublinear: false, columns: .terms(["card", "cash", "rate"]),
            weights: nil)
        return try IntentModel(
            features: .terms(try TermBlocks(words: words, characters: nil)),
            intents: ["card lost", "cash out", "rates"], coefficients: [6, 0, 0, 0, 6, 0, 0, 0, 6],
            intercepts: [0.25, 0, 0], temperature: 1.25, threshold: 0.6)
    }

    static func package(
        temperature: Double = 1.5, hasFeatures: Bool = true, hasIntents: Bool = false
    ) throws -> PersonaPackage {
        let encoder = try DesignEncoder(
            inputs: [
                ModelInput(name: "frequency", kind: .number, sentence: "{value} purchases so far"),
                ModelInput(name: "monetary", kind: .number, sentence: "spent {value} EUR"),
            ],
            columns: [
                DesignColumn(name: "frequency", input: 0, encoding: .number(transforms: [])),
                DesignColumn(name: "monetary", input: 1, encoding: .number(transforms: [])),
            ], fill: [0, 0], mean: [2, 20], scale: [1.3, 12.7])
        var ranks: [String: FeatureRanks] = [:]
        ranks["frequency"] = FeatureRanks(of: (0...9).map(Double.init))
        let clusters = try PersonaClusters(
            encoder: encoder, ids: ["c-rare", "c-often"],
            model: try ClusterModel(centres: [[-0.7, -0.9], [1.1, 1.3]], isSpherical: false),
            temperature: temperature, farthest: 40, verdicts: ["highlyStable", "valid"],
            ranks: ranks)
        var taxonomy = Taxonomy(
            revision: 1, title: "Who buys",
            personas: [
                "passers-by": PersonaDefinition(title: "Passers-by", clusters: ["c-rare"]),
                "regulars": PersonaDefinition(
                    title: "Regulars", clusters: ["c-often"],
                    archetype: Archetype(wishes: ["frequency": .high])),
                "members": PersonaDefinition(title: "Members", parent: "regulars"),
            ],
            rules: [
                PersonaRule(
                    persona: "members", when: ["monetary": .range(NumberRange(atLeast: 500))],
                    because: "sales looks after them")
            ],
            flags: [
                AmberFlag(
                    name: "gone quiet", kind: .risk, when: ["recency": .range(NumberRange(above: 10))],
                    advice: "call")
            ])
        let kinds: [String: ColumnKind] = [
            "frequency": .number, "monetary": .number, "recency": .number, "region": .category,
        ]
        if hasIntents { taxonomy.intent = IntentQuestion(model: "intent.json", event: "message") }
        let model = try PersonaModel(
            clusters: clusters, taxonomy: taxonomy, kinds: kinds, intents: try intents(),
            definitions: hasFeatures ? FeatureSet(TestModel.features) : nil)
        let rows: [[InputValue]] = [
            [.number(1), .number(5), .number(3)], [.number(6), .number(700), .missing],
            [.missing, .missing, .missing],
        ]
        return PersonaPackage(
            name: name, unit: "customer", model: model, kinds: kinds,
            features: hasFeatures ? try taxonomy.features(beside: FeatureSet(TestModel.features)) : nil,
            golden: rows.map {
                GoldenAssignment(values: $0 + (hasIntents ? [.level("cash rate")] : []), model: model)
            })
    }

    /// Publishes a version; its temperature is its recipe.
    @discardableResult
    static func publish(
        _ package: PersonaPackage, kind: PackageKind = .personas, in registry: Registry
    ) throws -> Int {
        let files = try package.files()
        let recipe = Digest(of: files.sorted { $0.key < $1.key }.flatMap(\.value))
        return try registry.model(name).publish(files: files, kind: kind, recipeDigest: recipe).version
    }

    /// A daemon that serves versions of these temperatures, the first of them in force.
    static func server(
        temperatures: [Double] = [1.5], keys: AccessKeys? = nil, hasIntents: Bool = false,
        change: (inout Daemon.Configuration) throws -> Void = { _ in }
    ) throws -> TestServer {
        let server = try TestServer(keys: keys) { configuration in
            for temperature in temperatures {
                try publish(
                    package(temperature: temperature, hasIntents: hasIntents), in: configuration.registry)
            }
            if !temperatures.isEmpty { try TestModel.promote(1, of: name, in: configuration.registry) }
            configuration.personas = ServedPersonas(try ModelReference(serving: name))
            try change(&configuration)
        }
        return server
    }
}
