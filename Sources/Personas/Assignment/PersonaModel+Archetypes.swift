import Features

extension PersonaModel {
    /// How like each archetype a lead is, the most first.
    func similarities(_ values: [FeatureValue]) -> [PersonaAssignment.Similarity] {
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
    func fulfilled(_ persona: String, _ values: [FeatureValue]) -> [String] {
        let wishes = taxonomy.personas[persona]?.archetype?.wishes ?? [:]
        return wishes.sorted { $0.key < $1.key }.compactMap { feature, wish in
            wish.fulfilment(of: value(feature, values), ranks: clusters.ranks[feature]).map {
                (sentence(feature, values), $0)
            }
        }.sorted { $0.1 > $1.1 }.map(\.0)
    }
}
