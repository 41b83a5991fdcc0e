public import Features

extension EventLogGenerator {
    /// The reference of an embedder of what happens in the logs.
    public static let ofBehaviour = "models:/behaviour/1"
    /// The reference of an embedder of their notes.
    public static let ofTexts = "models:/texts/1"

    /// Both embedders: `attribute.set` is known with some values alone, and of some texts nothing is known.
    public static let embedders: [String: EventEmbedder] = {
        let tokens = [
            EventToken(kind: "attribute.set", value: "retail"), EventToken(kind: "purchase"),
            EventToken(kind: "purchase", value: "health"), EventToken(kind: "purchase", value: "true"),
            EventToken(kind: "visit"), EventToken(kind: "visit", value: "1"),
        ]
        let vectors = tokens.indices.map { token in
            (0..<3).map { Double((7 * token + 5 * $0) % 11 - 5) / 3 }
        }
        let weights = tokens.indices.map { 1 / Double($0 + 1) }
        guard
            let behaviour = try? EventVectors(
                attribute: "industry", tokens: tokens, vectors: vectors, weights: weights, halfLife: .days(6))
        else { preconditionFailure("the vectors hold together") }
        let texts = EventEmbedder.Content.texts(dimensions: 3) { text in
            guard let number = Int(text.drop { !$0.isNumber }), number % 4 > 0 else { return nil }
            return [Double(number % 5) - 2, 1 / Double(number), Double(number % 3)]
        }
        return [
            ofBehaviour: EventEmbedder(digest: "b", content: .events(behaviour)),
            ofTexts: EventEmbedder(digest: "t", content: texts),
        ]
    }()
}
