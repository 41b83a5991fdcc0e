import Features
import Models

extension PersonaModel {
    /// What the clusters say, whoever decides.
    func byClusters(_ values: [FeatureValue], _ reasons: Int) -> PersonaAssignment {
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
        let first = order.first
        let isMapped = owners[nearest] != nil
        if let first, isMapped {
            answer.likeliest = names[first]
            answer.probability = sums[first]
        } else {
            answer.probability = likely[nearest]
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
