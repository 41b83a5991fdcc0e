public import Features
import Models
import Scoring

/// Clusters and what people made of them: the one implementation that batch and online assignment use.
public struct PersonaModel: Equatable, Sendable {
    /// What was discovered.
    public let clusters: PersonaClusters
    /// What people wrote.
    public let taxonomy: Taxonomy
    /// The features that a row has, in its order: those of the clusters, then what else the taxonomy looks at.
    public let features: [String]
    private let places: [String: Int]
    /// The persona of each cluster, by its place in `names`; nil where nobody has mapped it.
    private let owners: [Int?]
    private let names: [String]

    /// Puts both together.
    ///
    /// - Parameter kinds: the features there are, with the kind of each.
    /// - Throws: `TaxonomyProblem` where the taxonomy does not fit.
    public init(
        clusters: PersonaClusters, taxonomy: Taxonomy, kinds: [String: ColumnKind]
    ) throws(TaxonomyProblem) {
        if let problem = taxonomy.problem(features: kinds, clusters: clusters.ids) { throw problem }
        self.clusters = clusters
        self.taxonomy = taxonomy
        let inputs = clusters.encoder.inputs.map(\.name)
        features = inputs + taxonomy.features.filter { !inputs.contains($0) }
        places = Dictionary(
            features.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
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
    /// - Complexity: O(clusters * columns + personas * wishes + conditions).
    public func assignment(of values: [FeatureValue], reasons: Int = 3) -> PersonaAssignment {
        precondition(values.count == features.count, "a row has a value for each feature")
        var answer = byClusters(values, reasons)
        answer.similarities = similarities(values)
        answer.flags = flags(values)
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

    private func value(_ feature: String, _ values: [FeatureValue]) -> FeatureValue {
        places[feature].map { values[$0] } ?? .missing
    }

    private func holds(_ conditions: [String: AttributeCondition], _ values: [FeatureValue]) -> Bool {
        conditions.allSatisfy { $0.value.passes(value($0.key, values)) }
    }

    private func evidence(_ conditions: [String: AttributeCondition], _ values: [FeatureValue]) -> [String] {
        conditions.sorted { $0.key < $1.key }.map { feature, condition in
            "\(sentence(feature, values)) (\(condition.threshold))"
        }
    }

    private func sentence(_ feature: String, _ values: [FeatureValue]) -> String {
        let value = InputValue(value(feature, values))
        let input = clusters.encoder.inputs.first { $0.name == feature }
        return (input ?? ModelInput(name: feature, kind: .number)).sentence(for: value)
    }

    private func flags(_ values: [FeatureValue]) -> [RaisedFlag] {
        (taxonomy.flags ?? []).filter { holds($0.when, values) }.map {
            RaisedFlag(
                name: $0.name, kind: $0.kind, evidence: evidence($0.when, values), advice: $0.advice)
        }
    }
}

extension PersonaModel {
    private func similarities(_ values: [FeatureValue]) -> [PersonaAssignment.Similarity] {
        var found: [PersonaAssignment.Similarity] = []
        for name in names {
            guard let wishes = taxonomy.personas[name]?.archetype?.wishes else { continue }
            let known = wishes.sorted { $0.key < $1.key }.compactMap { feature, wish in
                wish.fulfilment(of: value(feature, values), ranks: clusters.ranks[feature])
            }
            if known.isEmpty { continue }
            found.append(.init(persona: name, value: known.reduce(0, +) / Double(known.count)))
        }
        return found.sorted { ($1.value, $0.persona) < ($0.value, $1.persona) }
    }

    /// The wishes of an archetype that a lead fulfils, the best first.
    private func fulfilled(_ persona: String, _ values: [FeatureValue]) -> [String] {
        let wishes = taxonomy.personas[persona]?.archetype?.wishes ?? [:]
        return wishes.sorted { $0.key < $1.key }.compactMap { feature, wish in
            wish.fulfilment(of: value(feature, values), ranks: clusters.ranks[feature]).map {
                (sentence(feature, values), $0)
            }
        }.sorted { $0.1 > $1.1 }.map(\.0)
    }

    private func byClusters(_ values: [FeatureValue], _ reasons: Int) -> PersonaAssignment {
        var answer = PersonaAssignment(
            decidedBy: .nobody, abstention: .nothingKnown, similarities: [], reasons: [], flags: [])
        let inputs = clusters.encoder.inputs
        let slots = inputs.indices.map { index in slot(values[index], input: index) }
        guard values.prefix(inputs.count).contains(where: { $0 != .missing }),
            let row = clusters.columns(of: slots)
        else { return answer }
        let distances = clusters.squaredDistances(row)
        let likely = clusters.probabilities(distances)
        // Of equal distances the first, as the fit does.
        let nearest = distances.indices.reduce(0) { distances[$1] < distances[$0] ? $1 : $0 }
        var sums = [Double](repeating: 0, count: names.count)
        for (place, owner) in owners.enumerated() { if let owner { sums[owner] += likely[place] } }
        let order = sums.indices.filter { sums[$0] > 0 }.sorted { (sums[$1], $0) < (sums[$0], $1) }
        answer.cluster = clusters.ids[nearest]
        answer.isStable = ["highlyStable", "valid"].contains(clusters.verdicts[nearest])
        // A persona of several clusters may be likelier than that of the nearest.
        let unmapped = owners.indices.filter { owners[$0] == nil }.map { likely[$0] }.reduce(0) {
            max($0, $1)
        }
        let first = order.first
        let isMapped = first.map { sums[$0] >= unmapped } ?? false
        if let first, isMapped {
            answer.likeliest = names[first]
            answer.probability = sums[first]
        } else {
            answer.probability = unmapped
        }
        if let next = isMapped ? order.dropFirst().first : first {
            answer.runnerUp = names[next]
            answer.runnerUpProbability = sums[next]
        }
        if distances[nearest] > clusters.farthest {
            answer.abstention = .unlikeAnybody
        } else if !isMapped {
            answer.abstention = .unmapped
        } else if sums[first ?? 0] < taxonomy.threshold {
            answer.abstention = .belowThreshold
        } else {
            answer.abstention = nil
            answer.persona = answer.likeliest
            answer.decidedBy = .clusters
        }
        answer.reasons = Array(
            contributions(row, values: values, likely: likely, first: isMapped ? first : nil)
                .filter { $0.value > 0 }.prefix(reasons).map(\.sentence))
        return answer
    }

    private func slot(_ value: FeatureValue, input: Int) -> Double {
        switch (value, clusters.encoder.inputs[input].kind) {
        case (.missing, _), (.category, .number): .nan
        case (.number(let number), .number): number
        case (.category(let level), .category): clusters.encoder.encode(level: level, input: input)
        case (.number, .category): ModelInput.unknownLevel
        }
    }

    /// What each input adds to the logarithm of how much likelier the persona's likeliest cluster is than the likeliest of others, the
    /// most first.
    private func contributions(
        _ row: [Double], values: [FeatureValue], likely: [Double], first: Int?
    ) -> [(sentence: String, value: Double)] {
        func likeliest(_ isIncluded: (Int?) -> Bool) -> Int? {
            owners.indices.filter { isIncluded(owners[$0]) }.reduce(nil as Int?) { best, place in
                best.map { likely[place] > likely[$0] ? place : $0 } ?? place
            }
        }
        let own = first.map { first in likeliest { $0 == first } } ?? likeliest { $0 == nil }
        guard let own, let other = likeliest({ $0 != owners[own] }) else { return [] }
        let (centre, against) = (clusters.model.centres[own], clusters.model.centres[other])
        var sums = [Double](repeating: 0, count: clusters.encoder.inputs.count)
        for (index, column) in clusters.encoder.columns.enumerated() {
            let (near, far) = (row[index] - centre[index], row[index] - against[index])
            sums[column.input] += (far * far - near * near) / 2 / clusters.temperature
        }
        return sums.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }.map {
            (sentence(clusters.encoder.inputs[$0].name, values), sums[$0])
        }
    }
}
