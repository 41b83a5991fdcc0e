/// Turns texts into dense vectors: weighted averages of the vectors of their words.
///
/// A word's weight is a / (a + p) for its share p of all words, so that frequent words say little; then what the text has in
/// common with all texts is taken off. Only `+ - * /`: the same bits on every CPU.
///
/// Source: S. Arora, Y. Liang and T. Ma, "A simple but tough-to-beat baseline for sentence embeddings" (2017).
public struct WordVectors: Equatable, Sendable {
    /// How texts become words.
    public let analyzer: TextAnalyzer
    /// The words, a vector each.
    public let words: [String]
    /// Shape (words, dimensions).
    public let vectors: [[Double]]
    /// How much a word counts; shape (words).
    public let weights: [Double]
    /// The direction, of length 1, that is taken off averages, nil for none; shape (dimensions).
    public let common: [Double]?
    private let table: TermTable

    /// The number of numbers in a vector.
    public var dimensions: Int { vectors[0].count }

    /// Creates vectors of words.
    ///
    /// - Throws: `ModelError` where shapes do not fit, a word comes twice, a number is not within ±`DesignEncoder.limit` or a
    ///   weight is below 0, and where the common direction has not the length 1.
    public init(
        analyzer: TextAnalyzer, words: [String], vectors: [[Double]], weights: [Double], common: [Double]?
    ) throws(ModelError) {
        guard analyzer.isUsable else {
            throw .invalidNumber(
                in: "analyzer", index: 0, requirement: "a range of lengths in 1...\(TextAnalyzer.longestGram)"
            )
        }
        guard let first = vectors.first, vectors.count == words.count, !first.isEmpty else {
            throw .wrongCount(of: "vectors", expected: max(1, words.count), found: vectors.count)
        }
        for (index, vector) in vectors.enumerated() {
            try DesignEncoder.validate(vector, named: "vectors[\(index)]", count: first.count)
        }
        try DesignEncoder.validate(weights, named: "weights", count: words.count)
        if let index = weights.firstIndex(where: { $0 < 0 }) {
            throw .invalidNumber(in: "weights", index: index, requirement: "not below 0")
        }
        if let common {
            try DesignEncoder.validate(common, named: "common", count: first.count)
            guard abs(common.reduce(0) { $0 + $1 * $1 } - 1) < 1e-6 else {
                throw .invalidNumber(in: "common", index: 0, requirement: "part of a direction of length 1")
            }
        }
        var table = TermTable()
        for (index, word) in words.enumerated() {
            guard table.insert(Array(word.utf8).span) == index else {
                throw .invalidInput(index: index, problem: "its word is an earlier one")
            }
        }
        self.analyzer = analyzer
        self.words = words
        self.vectors = vectors
        self.weights = weights
        self.common = common
        self.table = table
    }

    /// The numbers of a text's known words, in their order.
    public func known(in text: String) -> [Int] {
        let grams = analyzer.grams(of: TermBlocks.read(text))
        let bytes = grams.bytes.span
        return grams.ranges.compactMap { table.index(of: bytes.extracting($0)) }
    }

    /// Whether a word has a vector.
    func knows(_ word: Span<UInt8>) -> Bool { table.index(of: word) != nil }

    /// How much of an average has to be left at least when what is common was taken off: of less only rounding would show.
    public static let leastShare = 1e-6

    /// The vector of a text; nil where no word of it is known, or nothing is left of it, which is no opinion.
    ///
    /// - Complexity: O(length of the text + words * dimensions).
    public func vector(of text: String) -> [Double]? {
        guard var vector = average(of: known(in: text)) else { return nil }
        let square = Self.square(vector)
        guard square > 0 && square.isFinite else { return nil }
        guard let common else { return vector }
        var share = 0.0
        for place in vector.indices { share += vector[place] * common[place] }
        for place in vector.indices { vector[place] -= share * common[place] }
        return Self.square(vector) > Self.leastShare * Self.leastShare * square ? vector : nil
    }

    private static func square(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 } }

    /// The weighted average of words; nil of none.
    func average(of known: [Int]) -> [Double]? {
        guard !known.isEmpty else { return nil }
        var sum = [Double](repeating: 0, count: dimensions)
        for word in known {
            let weight = weights[word]
            for place in sum.indices { sum[place] += weight * vectors[word][place] }
        }
        return sum.map { $0 / Double(known.count) }
    }

    /// The same vectors with another common direction.
    ///
    /// - Throws: `ModelError` where it has another shape.
    public func takingOff(_ common: [Double]?) throws(ModelError) -> WordVectors {
        try WordVectors(analyzer: analyzer, words: words, vectors: vectors, weights: weights, common: common)
    }
}

extension WordVectors: Codable {
    private enum CodingKeys: String, CodingKey { case analyzer, words, vectors, weights, common }

    /// Reads what `encode(to:)` writes.
    ///
    /// - Throws: `DecodingError`, and `ModelError` as `init(analyzer:words:vectors:weights:common:)`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            analyzer: try container.decode(TextAnalyzer.self, forKey: .analyzer),
            words: try container.decode([String].self, forKey: .words),
            vectors: try container.decode([[Double]].self, forKey: .vectors),
            weights: try container.decode([Double].self, forKey: .weights),
            common: try container.decodeIfPresent([Double].self, forKey: .common))
    }

    /// Writes all numbers, which read back as the same doubles.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(analyzer, forKey: .analyzer)
        try container.encode(words, forKey: .words)
        try container.encode(vectors, forKey: .vectors)
        try container.encode(weights, forKey: .weights)
        try container.encodeIfPresent(common, forKey: .common)
    }
}
