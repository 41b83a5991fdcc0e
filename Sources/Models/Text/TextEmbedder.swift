/// Turns texts into dense vectors of length 1: their grams of words and characters, projected on the directions along which the
/// texts of the train slice differ most (latent semantic analysis).
///
/// Directions are kept in single precision, sums in double precision in the order of the columns. Only `+ - * /`, square roots and
/// `PortableMath`: the same bits on every CPU, one text or many.
///
/// Source: S. Deerwester et al., "Indexing by latent semantic analysis" (1990).
public struct TextEmbedder: Equatable, Sendable {
    /// How texts become sparse vectors.
    public let terms: TermBlocks
    /// The number of numbers in a vector.
    public let dimensions: Int
    /// A row a column of the terms, eight numbers each, filled up with zeros.
    private let rows: [SIMD8<Float>]
    /// Eights a row.
    private let width: Int

    /// The most dimensions there can be.
    public static let mostDimensions = 10_000
    /// How much of a text of length 1 lies along the directions at least: of less only the rounding would show.
    public static let leastLength = 0.01

    /// Creates an embedder.
    ///
    /// - Parameter directions: row after row; shape (columns of the terms, dimensions).
    /// - Throws: `ModelError` for another shape, no or too many dimensions, and numbers that are not within ±1e6.
    public init(terms: TermBlocks, dimensions: Int, directions: [Float]) throws(ModelError) {
        guard dimensions > 0 && dimensions <= Self.mostDimensions else {
            throw .invalidNumber(in: "dimensions", index: 0, requirement: "in 1...\(Self.mostDimensions)")
        }
        guard directions.count == terms.columnCount * dimensions else {
            throw .wrongCount(
                of: "directions", expected: terms.columnCount * dimensions, found: directions.count)
        }
        if let index = directions.firstIndex(where: { !(abs($0) <= 1e6) }) {
            throw .invalidNumber(in: "directions", index: index, requirement: "finite and within ±1e6")
        }
        self.terms = terms
        self.dimensions = dimensions
        width = (dimensions + 7) / 8
        var rows = [SIMD8<Float>](repeating: .zero, count: terms.columnCount * width)
        for column in 0..<terms.columnCount {
            for place in 0..<dimensions {
                rows[column * width + place / 8][place % 8] = directions[column * dimensions + place]
            }
        }
        self.rows = rows
    }

    /// The directions, row after row; shape (columns of the terms, dimensions).
    public var directions: [Float] {
        var numbers: [Float] = []
        numbers.reserveCapacity(terms.columnCount * dimensions)
        for column in 0..<terms.columnCount {
            for place in 0..<dimensions { numbers.append(rows[column * width + place / 8][place % 8]) }
        }
        return numbers
    }

    /// The same with its first directions alone, those along which texts differ most.
    ///
    /// - Precondition: so many are above 0 and not more than there are.
    /// - Complexity: O(columns of the terms * dimensions).
    public func leading(_ count: Int) -> TextEmbedder {
        precondition(count > 0 && count <= dimensions, "there are as many directions")
        return TextEmbedder(self, dimensions: count)
    }

    /// - Precondition: the other has as many directions or more.
    private init(_ other: TextEmbedder, dimensions: Int) {
        terms = other.terms
        self.dimensions = dimensions
        let width = (dimensions + 7) / 8
        self.width = width
        var rows: [SIMD8<Float>] = []
        rows.reserveCapacity(terms.columnCount * width)
        for column in 0..<terms.columnCount {
            rows += other.rows[column * other.width..<column * other.width + width]
            for place in dimensions..<8 * width { rows[rows.count - 1][place % 8] = 0 }
        }
        self.rows = rows
    }

    /// The vector of a text, of length 1; shape (dimensions).
    ///
    /// Nil where no gram of it is known or next to nothing of it lies along the directions, which is no opinion.
    ///
    /// - Complexity: O(grams * (log grams + dimensions)).
    public func vector(of text: String) -> [Double]? { projected(terms.vector(of: text)) }

    /// The vector of what the terms made of a text; nil where nothing is left of it.
    ///
    /// - Precondition: the columns are those of the terms.
    /// - Complexity: O(stored elements * dimensions).
    public func projected(_ found: TextVectorizer.Vector) -> [Double]? { projection(of: found)?.vector }

    /// The same vector, and how long it was before it was brought to length 1.
    func projection(of found: TextVectorizer.Vector) -> (vector: [Double], length: Double)? {
        guard !found.columns.isEmpty else { return nil }
        var sums = [SIMD8<Double>](repeating: .zero, count: width)
        for index in found.columns.indices {
            let first = Int(found.columns[index]) * width
            let value = SIMD8<Double>(repeating: found.values[index])
            for place in 0..<width { sums[place] += value * SIMD8<Double>(rows[first + place]) }
        }
        var square = 0.0
        for sum in sums { square += (sum * sum).sum() }
        guard square > Self.leastLength * Self.leastLength else { return nil }
        let norm = square.squareRoot()
        return ((0..<dimensions).map { sums[$0 / 8][$0 % 8] / norm }, norm)
    }

    /// The product of a column's directions with a vector; shape (dimensions).
    func product(column: Int, with vector: [Double]) -> Double {
        var sum = 0.0
        for place in 0..<dimensions {
            sum += Double(rows[column * width + place / 8][place % 8]) * vector[place]
        }
        return sum
    }
}

extension TextEmbedder: Codable {
    private enum CodingKeys: String, CodingKey { case terms, dimensions, directions }

    /// Reads what `encode(to:)` writes.
    ///
    /// - Throws: `DecodingError`, and `ModelError` as `init(terms:dimensions:directions:)`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard
            let directions = FloatText.numbers(
                of: try container.decode(String.self, forKey: .directions))
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .directions, in: container,
                debugDescription: "is not base64 of numbers of four bytes each")
        }
        try self.init(
            terms: try container.decode(TermBlocks.self, forKey: .terms),
            dimensions: try container.decode(Int.self, forKey: .dimensions), directions: directions)
    }

    /// Writes the directions as base64 of little-endian single-precision numbers.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(terms, forKey: .terms)
        try container.encode(dimensions, forKey: .dimensions)
        try container.encode(FloatText.text(of: directions), forKey: .directions)
    }
}
