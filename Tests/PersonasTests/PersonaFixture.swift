import Features
import Models
import Personas

/// Three groups on two standardized numbers and a category.
enum PersonaFixture {
    static func clusters(
        temperature: Double = 0.5, farthest: Double = 30, isSpherical: Bool = false
    ) throws -> PersonaClusters {
        let encoder = try DesignEncoder(
            inputs: [
                ModelInput(name: "visits", kind: .number, sentence: "came {value} times"),
                ModelInput(name: "spent", kind: .number, sentence: "spent {value} EUR"),
                ModelInput(name: "plan", kind: .category, levels: ["free", "pro"]),
            ],
            columns: [
                DesignColumn(name: "visits", input: 0, encoding: .number(transforms: [])),
                DesignColumn(name: "spent", input: 1, encoding: .number(transforms: [])),
                DesignColumn(name: "plan=pro", input: 2, encoding: .level(1)),
            ], fill: [10, 100, 0], mean: [10, 100, 0], scale: [5, 50, 1])
        var ranks: [String: FeatureRanks] = [:]
        for (name, most) in [("visits", 20), ("spent", 200), ("quiet", 100)] {
            ranks[name] = FeatureRanks(of: (0...most).map(Double.init))
        }
        return try PersonaClusters(
            encoder: encoder, ids: ["c-a", "c-b", "c-c"],
            model: try ClusterModel(
                centres: [[-1, -1, 0], [2, 0, 0], [2, 3, 1]], isSpherical: isSpherical),
            temperature: temperature, farthest: farthest,
            verdicts: ["highlyStable", "valid", "notToBeTrusted"],
            ranks: ranks)
    }

    static let kinds: [String: ColumnKind] = [
        "visits": .number, "spent": .number, "plan": .category, "quiet": .number,
    ]

    static func taxonomy() -> Taxonomy {
        Taxonomy(
            revision: 1, title: "Who comes", abstainBelow: 0.6,
            personas: [
                "browsers": PersonaDefinition(title: "Browsers", clusters: ["c-a"]),
                "regulars": PersonaDefinition(
                    title: "Regulars", clusters: ["c-b"],
                    archetype: Archetype(wishes: ["visits": .high, "quiet": .low])),
                "gone": PersonaDefinition(
                    title: "Gone", archetype: Archetype(wishes: ["quiet": .high], atLeast: 0.9)),
                "key-accounts": PersonaDefinition(title: "Key accounts", parent: "regulars"),
            ],
            rules: [
                PersonaRule(
                    persona: "key-accounts", when: ["spent": .range(NumberRange(atLeast: 150))],
                    because: "sales knows them by name")
            ],
            flags: [
                AmberFlag(
                    name: "gone quiet", kind: .risk, when: ["quiet": .range(NumberRange(above: 60))],
                    advice: "call")
            ])
    }

    static func model(_ taxonomy: Taxonomy = taxonomy()) throws -> PersonaModel {
        try PersonaModel(clusters: clusters(), taxonomy: taxonomy, kinds: kinds)
    }
}
