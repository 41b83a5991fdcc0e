extension CounterfactualSearch {
    /// The smallest changes that reach the target, fewest inputs first, then by distance.
    ///
    /// Sets of inputs of which a smaller set is enough are left out. One input and two are searched exactly; where neither is
    /// enough there is one answer of the fewest inputs that are, each drawn back as far as the others allow, those that
    /// do least for their distance first.
    ///
    /// - Parameter limit: how many at most.
    /// - Returns: empty where the target cannot be reached, and where the row stands there as it is.
    /// - Complexity: O(inputs squared x values x log values x design columns) where no single input is enough.
    public func answers(limit: Int) -> [Counterfactual] {
        if isReached || !isReachable || limit < 1 { return [] }
        var answers: [Counterfactual] = []
        var rest: [Offer] = []
        for offer in offers {
            var changed = row
            if let place = nearest(offer, in: &changed) {
                answers.append(counterfactual([(input: offer.input, value: offer.values[place])]))
            } else {
                rest.append(offer)
            }
        }
        answers.sort(by: Self.isSmaller)
        if answers.count < limit { answers += pairs(of: rest).sorted(by: Self.isSmaller) }
        if answers.isEmpty { answers = [several()] }
        return Array(answers.prefix(limit))
    }

    /// The nearest values of each two inputs that reach the target together.
    private func pairs(of offers: [Offer]) -> [Counterfactual] {
        offers.indices.flatMap { first in
            offers[(first + 1)...].compactMap { pair(offers[first], $0) }
        }
    }

    private func pair(_ first: Offer, _ second: Offer) -> Counterfactual? {
        var best: Counterfactual?
        var changed = row
        changed[first.input] = first.last
        if nearest(second, in: &changed) == nil { return nil }
        for value in first.values {
            changed[first.input] = value
            guard let place = nearest(second, in: &changed) else { continue }
            let found = counterfactual([
                (input: first.input, value: value), (input: second.input, value: second.values[place]),
            ])
            if found.distance < best?.distance ?? .infinity { best = found }
        }
        return best
    }

    /// The fewest inputs that reach the target, drawn back as far as they can be.
    private func several() -> Counterfactual {
        let reach = offers.map { offer in
            let alone = counterfactual([(input: offer.input, value: offer.last)])
            return (offer: offer, gain: abs(alone.score.logit - score.logit), distance: alone.distance)
        }
        // Parts of a sum: the largest parts reach any total with the fewest.
        var changed = row
        var taken: [(offer: Offer, gain: Double, distance: Double)] = []
        for one in reach.sorted(by: { ($1.gain, $0.offer.input) < ($0.gain, $1.offer.input) })
        where !reaches(model.score(changed.span)) {
            changed[one.offer.input] = one.offer.last
            taken.append(one)
        }
        let leastFirst = taken.sorted {
            ($0.gain * $1.distance, $0.offer.input) < ($1.gain * $0.distance, $1.offer.input)
        }
        for one in leastFirst {
            if let place = nearest(one.offer, in: &changed) {
                changed[one.offer.input] = one.offer.values[place]
            }
        }
        return counterfactual(taken.map { (input: $0.offer.input, value: changed[$0.offer.input]) })
    }

    private static func isSmaller(_ left: Counterfactual, _ right: Counterfactual) -> Bool {
        if left.distance != right.distance { return left.distance < right.distance }
        return left.changes.map(\.input).lexicographicallyPrecedes(right.changes.map(\.input))
    }
}
