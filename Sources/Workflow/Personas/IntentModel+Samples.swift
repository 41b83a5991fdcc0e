import Models

extension IntentModel {
    /// Messages that nobody wrote, for rows whose answers are recorded: words that the model knows, and one of which it knows nothing.
    ///
    /// - Complexity: O(terms).
    func samples(_ count: Int) -> [String] {
        let blocks = [features.terms.words, features.terms.characters].compactMap { $0 }
        let terms = blocks.flatMap { block in
            if case .terms(let terms) = block.columns { terms } else { [] as [String] }
        }
        let known = terms.isEmpty ? intents : terms
        let texts = (1..<max(count, 2)).map { place in
            (0..<3).map { known[(place * known.count / count + $0 * 7) % known.count] }.joined(separator: " ")
        }
        return texts + ["\u{1F642}"]
    }
}
