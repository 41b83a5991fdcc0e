/// Vectors of what happens: one a token, learned from which events stand near each other.
///
/// The vector of an entity is the average of its events' vectors, each times its token's weight (frequent tokens say little)
/// and counted less the older it is. Only `+ - * /`, square roots and `PortableMath`: the same bits on every CPU.
public struct EventVectors: Equatable, Sendable {
    /// The attribute whose value tells events of one kind apart; nil where the kind alone does.
    public let attribute: String?
    /// The tokens, a vector each.
    public let tokens: [EventToken]
    /// Shape (tokens, dimensions).
    public let vectors: [[Double]]
    /// How much a token counts; shape (tokens).
    public let weights: [Double]
    /// The time in which an event comes to count half; nil where age says nothing.
    public let halfLife: TimeSpan?
    /// The vectors times their weights.
    let rows: [[Double]]
    private let codes: [String: Codes]

    /// The codes of one kind's tokens.
    private struct Codes: Equatable, Sendable {
        var plain: Int32?
        var values: [String: Int32] = [:]
    }

    /// The most dimensions there can be.
    public static let mostDimensions = 10_000
    /// The most tokens there can be.
    public static let mostTokens = 1 << 20

    /// The number of numbers in a vector.
    public var dimensions: Int { vectors[0].count }

    /// Creates vectors of events.
    ///
    /// - Throws: `FeatureError.invalidVectors` where shapes do not fit, a number is not within ±1e6, a weight is below 0, the
    ///   half-life is not above 0, or two tokens are written alike.
    /// - Complexity: O(numbers).
    public init(
        attribute: String?, tokens: [EventToken], vectors: [[Double]], weights: [Double], halfLife: TimeSpan?
    ) throws(FeatureError) {
        guard let first = vectors.first, vectors.count == tokens.count, weights.count == tokens.count,
            vectors.allSatisfy({ $0.count == first.count }), (1...Self.mostTokens).contains(tokens.count),
            (1...Self.mostDimensions).contains(first.count)
        else { throw .invalidVectors(problem: "tokens, vectors and weights do not fit together") }
        guard vectors.allSatisfy({ $0.allSatisfy { abs($0) <= 1e6 } }),
            weights.allSatisfy({ $0 >= 0 && $0 <= 1e6 })
        else { throw .invalidVectors(problem: "a number is not finite or too large, or a weight below 0") }
        guard Set(tokens.map(\.description)).count == tokens.count else {
            throw .invalidVectors(problem: "two tokens are written alike")
        }
        guard attribute != nil || tokens.allSatisfy({ $0.value == nil }) else {
            throw .invalidVectors(problem: "a token has a value, and no attribute is named")
        }
        if let halfLife, halfLife.microseconds < 1 || halfLife > FeatureDefinition.longestSpan {
            throw .invalidVectors(problem: "the half-life is \(halfLife)")
        }
        self.attribute = attribute
        self.tokens = tokens
        self.vectors = vectors
        self.weights = weights
        self.halfLife = halfLife
        rows = zip(vectors, weights).map { vector, weight in vector.map { weight * $0 } }
        var codes: [String: Codes] = [:]
        for (code, token) in tokens.enumerated() {
            if let value = token.value {
                codes[token.kind, default: Codes()].values[value] = Int32(code)
            } else {
                codes[token.kind, default: Codes()].plain = Int32(code)
            }
        }
        self.codes = codes
    }

    /// The code of an event's token; that of its kind alone where its value is not known; nil where neither is.
    ///
    /// - Parameter value: of the attribute; nil where the event has none.
    /// - Complexity: O(1).
    public func code(ofKind kind: String, value: String?) -> Int32? {
        guard let known = codes[kind] else { return nil }
        return value.flatMap { known.values[$0] } ?? known.plain
    }

    /// The vector of a sequence of events; nil where none of them is known, which is no opinion.
    ///
    /// - Complexity: O(events x dimensions).
    public func vector(of sequence: EventSequence) -> [Double]? {
        let known = sequence.tokens.indices.compactMap { place in
            code(ofKind: sequence.tokens[place].kind, value: sequence.tokens[place].value).map {
                (code: Int($0), time: sequence.times[place])
            }
        }
        guard let last = known.last else { return nil }
        var average = VectorAverage(
            dimensions: dimensions, newest: last.time, halfLife: halfLife?.microseconds)
        for (code, time) in known { average.add(rows[code], at: time) }
        return average.vector
    }

    /// The tokens nearest to one by cosine, the nearest first, with their cosines.
    ///
    /// - Complexity: O(tokens x dimensions + tokens log tokens).
    public func neighbours(of token: Int, atMost count: Int) -> [(token: EventToken, cosine: Double)] {
        let others = tokens.indices.filter { $0 != token }.compactMap { other in
            VectorAverage.cosine(vectors[token], vectors[other]).map { (token: tokens[other], cosine: $0) }
        }
        return Array(others.sorted { ($1.cosine, $0.token) < ($0.cosine, $1.token) }.prefix(count))
    }
}
