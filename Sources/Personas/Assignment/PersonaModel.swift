public import Features
public import Models
import Scoring

/// Clusters and what people made of them: the one implementation that batch and online assignment use.
public struct PersonaModel: Equatable, Sendable {
    /// What was discovered.
    public let clusters: PersonaClusters
    /// What people wrote.
    public let taxonomy: Taxonomy
    /// What says what a lead wants; nil where the taxonomy does not ask.
    public let intents: IntentModel?
    /// The features that a row has, in its order: those of the clusters, what else the taxonomy looks at, how like archetypes' sentences it is,
    /// and the message that the intent is of.
    public let features: [String]
    private let places: [String: Int]
    /// How the features are told that no cluster looks at, by name.
    private let described: [String: ModelInput]
    /// The persona of each cluster, by its place in `names`; nil where nobody has mapped it.
    let owners: [Int?]
    let names: [String]

    /// Puts both together.
    ///
    /// - Parameters:
    ///   - kinds: the features there are, with the kind of each.
    ///   - intents: what says what a lead wants, where the taxonomy asks.
    ///   - definitions: of the features, in whose words they are told; nil for a plain table.
    /// - Throws: `TaxonomyProblem` where the taxonomy does not fit, or asks for intents that there are not.
    public init(
        clusters: PersonaClusters, taxonomy: Taxonomy, kinds: [String: ColumnKind],
        intents: IntentModel? = nil, definitions: FeatureSet? = nil
    ) throws(TaxonomyProblem) {
        if let problem = taxonomy.problem(features: kinds, clusters: clusters.ids) { throw problem }
        if taxonomy.intent != nil, intents == nil {
            throw TaxonomyProblem(
                keyPath: ["intent", "model"], what: "the model of intents is not there",
                remedy: "name the file that leadline intent -o wrote")
        }
        self.clusters = clusters
        self.intents = taxonomy.intent == nil ? nil : intents
        self.taxonomy = taxonomy
        let inputs = clusters.encoder.inputs.map(\.name)
        features =
            inputs + taxonomy.features.filter { !inputs.contains($0) }
            + taxonomy.likened.map(Archetype.featureName)
            + (taxonomy.intent == nil ? [] : [IntentQuestion.featureName])
        places = Dictionary(
            features.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
        var described: [String: ModelInput] = [:]
        for name in taxonomy.features {
            guard let definition = definitions?.definition(of: name) else { continue }
            described[name] = ModelInput(
                name: name, kind: kinds[name] == .category ? .category : .number,
                unit: definition.statedUnit, sentence: definition.statedSentence)
        }
        self.described = described
        let names = taxonomy.names
        self.names = names
        owners = clusters.ids.map { id in
            taxonomy.persona(of: id).flatMap { owner in names.firstIndex(of: owner) }
        }
    }

    /// The ids of clusters that belong to no persona yet.
    public var unmapped: [String] { zip(clusters.ids, owners).filter { $0.1 == nil }.map(\.0) }

    /// Says who a lead is.
    ///
    /// - Parameters:
    ///   - values: of the features, in the order of `features`.
    ///   - reasons: how many are told at most.
    /// - Precondition: there is a value for each feature.
    /// - Complexity: O(clusters * columns + personas * wishes + conditions), and as `IntentModel.answer`.
    public func assignment(of values: [FeatureValue], reasons: Int = 3) -> PersonaAssignment {
        precondition(values.count == features.count, "a row has a value for each feature")
        var answer = byClusters(values, reasons)
        answer.similarities = similarities(values)
        answer.flags = flags(values)
        answer.intent = intents.map { IntentOfLead(of: message(values), by: $0) }
        if let rule = taxonomy.rules?.first(where: { holds($0.when, values) }) {
            answer.persona = rule.persona
            answer.decidedBy = .rule
            answer.abstention = nil
            answer.probability = nil
            answer.reasons = [rule.because] + evidence(rule.when, values)
        } else if answer.persona == nil,
            let nearest = answer.similarities.first(where: {
                $0.value >= taxonomy.personas[$0.persona]?.archetype?.atLeast ?? .infinity
            })
        {
            answer.persona = nearest.persona
            answer.decidedBy = .archetype
            answer.abstention = nil
            answer.probability = nil
            answer.reasons = Array(fulfilled(nearest.persona, values).prefix(reasons))
        }
        return answer
    }

    /// The answer about a lead of whom no event is known: whatever counts of nothing would look like, it is nobody yet.
    public var unknown: PersonaAssignment {
        PersonaAssignment(
            decidedBy: .nobody, abstention: .nothingKnown, similarities: [], reasons: [], flags: [],
            intent: intents.map { IntentOfLead(of: nil, by: $0) })
    }

    func value(_ feature: String, _ values: [FeatureValue]) -> FeatureValue {
        places[feature].map { values[$0] } ?? .missing
    }

    private func message(_ values: [FeatureValue]) -> String? {
        if case .category(let text) = value(IntentQuestion.featureName, values) { text } else { nil }
    }

    private func holds(_ conditions: [String: AttributeCondition], _ values: [FeatureValue]) -> Bool {
        conditions.allSatisfy { $0.value.passes(value($0.key, values)) }
    }

    private func evidence(_ conditions: [String: AttributeCondition], _ values: [FeatureValue]) -> [String] {
        conditions.sorted { $0.key < $1.key }.map { feature, condition in
            "\(sentence(feature, values)) (\(condition.threshold))"
        }
    }

    func sentence(_ feature: String, _ values: [FeatureValue]) -> String {
        let value = InputValue(value(feature, values))
        let input = clusters.encoder.inputs.first { $0.name == feature }
        return (input ?? described[feature] ?? ModelInput(name: feature, kind: .number)).sentence(for: value)
    }

    private func flags(_ values: [FeatureValue]) -> [RaisedFlag] {
        (taxonomy.flags ?? []).filter { holds($0.when, values) }.map {
            RaisedFlag(
                name: $0.name, kind: $0.kind, evidence: evidence($0.when, values), advice: $0.advice)
        }
    }
}
