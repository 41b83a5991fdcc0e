import Arithmetic

/// Turns texts into sparse vectors of weighted grams: TF-IDF over known terms, or over places by hash.
///
/// A gram's weight is how often it comes (or 1 + ln of that), times its inverse document frequency; then the vector is brought to
/// length 1. Only `+ - * /`, square roots and `PortableMath`: the same bits on every CPU.
public struct TextVectorizer: Equatable, Sendable {
    /// How texts become grams.
    public let analyzer: TextAnalyzer
    /// Whether 1 + ln(count) stands for the count.
    public let isSublinear: Bool
    /// Where a gram counts.
    public let columns: Columns
    /// The weight of each column, nil for 1; shape (columns).
    public let weights: [Double]?
    private let table: TermTable

    /// Where grams count.
    public enum Columns: Equatable, Sendable {
        /// A column a term, in this order; other grams do not count.
        case terms([String])
        /// So many columns, which grams share by their hash.
        case hashed(Int)
    }

    /// The most columns that grams may share: with a weight each, 128 MiB.
    public static let mostBuckets = 1 << 24

    /// A sparse vector.
    public struct Vector: Equatable, Sendable {
        /// Ascending.
        public var columns: [Int32]
        /// Shape (columns).
        public var values: [Double]
    }

    /// The number of columns.
    public var columnCount: Int {
        switch columns {
        case .terms(let terms): terms.count
        case .hashed(let count): count
        }
    }

    /// Creates a vectorizer.
    ///
    /// - Throws: `ModelError` for lengths that are no range, no column, more than 2^30 terms or 2^24 shared columns, a term twice, and weights that are not
    ///   within ±`DesignEncoder.limit`, or not one a column.
    public init(
        analyzer: TextAnalyzer, isSublinear: Bool, columns: Columns, weights: [Double]?
    ) throws(ModelError) {
        guard analyzer.isUsable else {
            throw .invalidNumber(
                in: "analyzer", index: 0, requirement: "a range of lengths in 1...\(TextAnalyzer.longestGram)"
            )
        }
        var table = TermTable()
        var count: Int
        switch columns {
        case .terms(let terms):
            count = terms.count
            for (index, term) in terms.enumerated() {
                guard table.insert(Array(term.utf8).span) == index else {
                    throw .invalidInput(index: index, problem: "its term is that of an earlier column")
                }
            }
        case .hashed(let buckets):
            count = buckets
            guard buckets <= Self.mostBuckets else {
                throw .invalidNumber(in: "buckets", index: 0, requirement: "in 1...2^24")
            }
        }
        guard count > 0 && count <= 1 << 30 else {
            throw .invalidNumber(in: "columns", index: 0, requirement: "in 1...2^30")
        }
        if let weights { try DesignEncoder.validate(weights, named: "weights", count: count) }
        self.analyzer = analyzer
        self.isSublinear = isSublinear
        self.columns = columns
        self.weights = weights
        self.table = table
    }

    /// The vector of a text; without columns where no gram of it is known.
    ///
    /// - Complexity: O(grams log grams).
    public func vector(of text: String) -> Vector {
        var found = counted(text)
        var square = 0.0
        for index in found.columns.indices {
            var value = found.values[index]
            if isSublinear { value = 1 + PortableMath.log(value) }
            if let weights { value *= weights[Int(found.columns[index])] }
            found.values[index] = value
            square += value * value
        }
        guard square > 0 else { return Vector(columns: [], values: []) }
        let norm = square.squareRoot()
        for index in found.values.indices { found.values[index] /= norm }
        return found
    }

    /// The columns of a text's known grams, in the order of the grams.
    public func known(in text: String) -> [Int] {
        let grams = analyzer.grams(of: text)
        let bytes = grams.bytes.span
        return grams.ranges.compactMap { range in
            switch columns {
            case .terms: table.index(of: bytes.extracting(range))
            case .hashed(let count):
                Int(Int32(bitPattern: TermTable.hash(bytes.extracting(range))).magnitude) % count
            }
        }
    }

    /// Whether a gram has a column of its own.
    func knows(_ gram: Span<UInt8>) -> Bool {
        if case .terms = columns { return table.index(of: gram) != nil }
        return false
    }

    /// How often each column's grams come.
    public func counted(_ text: String) -> Vector {
        let found = known(in: text).sorted()
        var vector = Vector(columns: [], values: [])
        for column in found {
            if vector.columns.last == Int32(column) {
                vector.values[vector.values.count - 1] += 1
            } else {
                vector.columns.append(Int32(column))
                vector.values.append(1)
            }
        }
        return vector
    }
}
