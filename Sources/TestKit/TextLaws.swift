/// What everything that learns from texts how texts become vectors must hold.
public struct TextLaws {
    /// The vector of a text; nil where nothing of it is known.
    public typealias Vectors = (String) -> [Double]?
    /// Learns from texts by so many threads.
    public typealias Learn = (_ texts: [String], _ concurrency: Int) throws -> Vectors

    /// What learns.
    public var learn: Learn
    /// Whether texts without a word that was learned from have no vector: not so where words share columns by their hash, or parts
    /// of words are looked at.
    public var knowsItsWords: Bool

    /// How far numbers may differ where they need not have the same bits, relative to 1 or to their size.
    public static let tolerance = 1e-6

    /// Creates the laws.
    public init(knowsItsWords: Bool = true, learn: @escaping Learn) {
        self.knowsItsWords = knowsItsWords
        self.learn = learn
    }

    /// Messages of two topics in three scripts, with words in common.
    public static let texts = (0..<24).flatMap { number -> [String] in
        let topics = [
            ["Kündigung des Vertrags", "отмена договора", "契約 の 解約", "cancel the contract"],
            ["price of the plan", "цена тарифа", "Preis für den Tarif", "料金 プラン の 値段"],
        ]
        return [
            "\(topics[number % 2][number / 2 % 4]) \(topics[number % 2][number / 3 % 4])",
            "please, \(topics[(number + 1) % 2][number % 4]) today",
        ]
    }

    /// The laws that are broken; empty if all hold.
    public func violations() throws -> [String] {
        let texts = Self.texts
        var broken: [String] = []
        func expect(_ holds: Bool, _ law: String) {
            if !holds { broken.append(law) }
        }
        let vectors = try learn(texts, 1)
        let expected = texts.map(vectors)
        expect(texts.map(try learn(texts, 1)) == expected, "learning twice gives the same bits")
        // More texts than a thread takes at once.
        let many = Array(repeatElement(texts, count: 20).joined())
        let wide = texts.map(try learn(many, 1))
        for threads in [2, 7] {
            expect(texts.map(try learn(many, threads)) == wide, "\(threads) threads give the same bits")
        }
        expect(expected.allSatisfy { $0 != nil }, "every text that was learned from has a vector")
        expect(
            expected.allSatisfy { $0?.allSatisfy(\.isFinite) ?? true }
                && Set(expected.compactMap { $0?.count }).count == 1,
            "vectors are finite and of one length")
        expect(
            expected.allSatisfy { $0?.contains { $0 != 0 } ?? true }, "no vector is zero throughout")
        let reversed = try learn(texts.reversed(), 2)
        expect(
            zip(texts.map(reversed), expected).allSatisfy { isNear($0, $1) },
            "the order of texts does not matter")
        for text in ["", "   \n\t"] {
            expect(vectors(text) == nil, "an empty text has no vector")
        }
        if knowsItsWords {
            for text in ["xylophone", "…!?", "\u{0}\u{1b}\u{200b}"] {
                expect(vectors(text) == nil, "a text without a word that is known has no vector")
            }
        }
        expect(vectors("PRICE of The plan") == vectors("price of the plan"), "upper case does not matter")
        expect((try? learn([], 1)) == nil, "no texts are refused")
        return broken
    }

    private func isNear(_ left: [Double]?, _ right: [Double]?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return left.count == right.count
            && zip(left, right).allSatisfy { abs($0 - $1) <= Self.tolerance * max(1, abs($1)) }
    }
}
