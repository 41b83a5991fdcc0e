extension CounterfactualSearch {
    /// The smallest changes that reach the target, fewest inputs first, then by distance.
    ///
    /// Sets of inputs of which a smaller set is enough are left out. One input and two are searched exactly; where neither is
    /// enough there is one answer of the fewest inputs that are, each drawn back as far as the others allow, those that
    /// do least for their distance first. No two that interact are changed together: where some do, that one answer is of the
    /// fewest of those that get farthest together.
    ///
    /// - Parameter limit: how many at most.
    /// - Returns: empty where the target cannot be reached or no way was found (`isExact`), and where the row stands there as
    ///   it is.
    /// - Complexity: O(inputs squared x values x log values x design columns) where no single input is enough.
    public func answers(limit: Int) -> [Counterfactual] { found(limit: limit, scorings: .max).answers }

    /// What a search found.
    public struct Found: Sendable {
        /// As `answers(limit:)` has them.
        public var answers: [Counterfactual]
        /// Whether no pair of inputs was left out, and of inputs that interact no set that might get farther where neither one
        /// nor two are enough.
        public var isComplete: Bool
    }

    /// As `answers(limit:)`, with a bound on the work: a pair of inputs that could take more scorings than are left is left out.
    ///
    /// What is found is exact all the same. Single inputs, and the fewest of many, are not bounded: they take no more than
    /// some scorings for each input and halving of its values.
    /// - Parameters:
    ///   - limit: how many answers at most.
    ///   - scorings: for pairs of inputs, at most.
    /// - Complexity: O((scorings + inputs x log values) x design columns).
    public func found(limit: Int, scorings: Int) -> Found {
        if isReached || limit < 1 { return Found(answers: [], isComplete: true) }
        if !isReachable { return Found(answers: [], isComplete: isExact) }
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
        var isComplete = true
        if answers.count < limit {
            let pairs = pairs(of: rest, scorings: scorings)
            answers += pairs.answers.sorted(by: Self.isSmaller)
            isComplete = pairs.isComplete
        }
        if answers.isEmpty {
            answers = [several()]
            isComplete = isComplete && isExact
        }
        return Found(answers: Array(answers.prefix(limit)), isComplete: isComplete)
    }

    /// The nearest values of each two inputs that reach the target together, but for pairs for which too few scorings are left.
    private func pairs(of offers: [Offer], scorings: Int) -> Found {
        var left = scorings
        var found = Found(answers: [], isComplete: true)
        for first in offers.indices {
            for second in offers[(first + 1)...]
            where !model.encoder.products.tie(offers[first].input, second.input) {
                // For each value of the first, and the last one once more: the last of the second, its halvings, the answer.
                let halvings = Int.bitWidth - second.values.count.leadingZeroBitCount
                let cost = (offers[first].values.count + 1) * (halvings + 2)
                guard cost <= left else {
                    found.isComplete = false
                    continue
                }
                left -= cost
                if let answer = pair(offers[first], second) { found.answers.append(answer) }
            }
        }
        return found
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

    /// The fewest inputs of those that get farthest together that reach the target, drawn back as far as they can be.
    private func several() -> Counterfactual {
        let reach = together.map { offer in
            let alone = counterfactual([(input: offer.input, value: offer.last)])
            return (
                offer: offer, gain: abs(model.progress(alone.score) - model.progress(score)),
                distance: alone.distance
            )
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
