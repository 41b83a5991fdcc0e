extension CounterfactualSearch.Offer {
    /// Those values that help more than what is nearer; nil where none does.
    ///
    /// - Parameters:
    ///   - values: nearest first.
    ///   - start: how much helps as it is.
    init?(input: Int, climbing values: [Double], from start: Double, helps: (Double) -> Double) {
        var best = start
        let kept = values.filter { value in
            let now = helps(value)
            defer { best = max(best, now) }
            return now > best
        }
        guard !kept.isEmpty else { return nil }
        self.init(input: input, values: kept)
    }

    /// Offers of which no two interact: for each as the first, those that help most are added while they may; the best such set.
    ///
    /// It helps at least as much as any offer, and as any two that do not interact.
    ///
    /// - Complexity: O(offers^3 x products of an input).
    static func untied(_ offers: [Self], by products: Products, gain: (Self) -> Double) -> [Self] {
        let ranked = offers.map { (offer: $0, gain: gain($0)) }.sorted {
            ($1.gain, $0.offer.input) < ($0.gain, $1.offer.input)
        }
        var best: (gain: Double, offers: [Self]) = (0, [])
        for first in ranked {
            var (total, taken) = (first.gain, [first.offer])
            for one in ranked {
                let input = one.offer.input
                if taken.contains(where: { $0.input == input || products.tie($0.input, input) }) { continue }
                taken.append(one.offer)
                total += one.gain
            }
            if total > best.gain { best = (total, taken) }
        }
        return best.offers.sorted { $0.input < $1.input }
    }
}
