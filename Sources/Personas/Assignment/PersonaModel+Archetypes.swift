import Features

extension PersonaModel {
    /// How like each archetype a lead is, the most first.
    func similarities(_ values: [FeatureValue]) -> [PersonaAssignment.Similarity] {
        var found: [PersonaAssignment.Similarity] = []
        for name in names {
            let known = fulfilments(name, values).map(\.value)
            if known.isEmpty { continue }
            found.append(.init(persona: name, value: known.reduce(0, +) / Double(known.count)))
        }
        return found.sorted { ($1.value, $0.persona) < ($0.value, $1.persona) }
    }

    /// The wishes of an archetype that a lead fulfils to one half or more, the best first: what is less fulfilled speaks against it.
    func fulfilled(_ persona: String, _ values: [FeatureValue]) -> [String] {
        fulfilments(persona, values).filter { $0.value >= 0.5 }.sorted { $0.value > $1.value }.map(\.sentence)
    }

    /// The wishes of an archetype of which something is known, by feature, then its sentences.
    private func fulfilments(
        _ persona: String, _ values: [FeatureValue]
    ) -> [(sentence: String, value: Double)] {
        guard let archetype = taxonomy.personas[persona]?.archetype else { return [] }
        var known = archetype.wishes.sorted { $0.key < $1.key }.compactMap { feature, wish in
            wish.fulfilment(of: value(feature, values), ranks: clusters.ranks[feature]).map {
                (sentence: sentence(feature, values), value: $0)
            }
        }
        if archetype.like != nil,
            let likeness = Archetype.fulfilment(of: value(Archetype.featureName(of: persona), values))
        {
            let hundredths = Int((100 * likeness).rounded())
            known.append(("is like what is written of \(persona), to \(hundredths) of 100", likeness))
        }
        return known
    }
}
