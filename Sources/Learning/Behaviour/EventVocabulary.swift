import Features

/// The tokens that enough entities have.
struct EventVocabulary {
    /// Ascending.
    let tokens: [EventToken]
    private let codes: [EventToken: Int]

    /// Counts who has each token: a value that too few have counts as its kind alone.
    ///
    /// - Complexity: O(events).
    init(_ sequences: [EventSequence], minimumEntities: Int) {
        func counts(_ token: (EventToken) -> EventToken?) -> [EventToken: Int] {
            var counts: [EventToken: Int] = [:]
            for sequence in sequences {
                for token in Set(sequence.tokens.compactMap(token)) { counts[token, default: 0] += 1 }
            }
            return counts.filter { $0.value >= minimumEntities }
        }
        let valued = counts { $0.value == nil ? nil : $0 }
        let plain = counts { valued[$0] == nil ? EventToken(kind: $0.kind) : nil }
        tokens = (Array(valued.keys) + plain.keys).sorted()
        codes = Dictionary(uniqueKeysWithValues: tokens.enumerated().map { ($1, $0) })
    }

    /// The codes of a sequence's known events and when they happened, in their order.
    func known(in sequence: EventSequence) -> (codes: [Int], times: [Int64]) {
        var (known, times): ([Int], [Int64]) = ([], [])
        for (token, time) in zip(sequence.tokens, sequence.times) {
            guard let code = codes[token] ?? codes[EventToken(kind: token.kind)] else { continue }
            known.append(code)
            times.append(time)
        }
        return (known, times)
    }
}
