/// Some rows of a frame: the features of consecutive entities at all their cutoffs, as columns.
///
/// Rows are by entity, then cutoff, as in the questions.
public struct FeatureBlock: Sendable {
    /// The entities of the rows, as indices of the questions' entities.
    public internal(set) var entities = 0..<0
    /// The rows, as indices of the questions' cutoffs.
    public internal(set) var rows = 0..<0
    /// The numbers, column by column, `capacity` elements each; NaN stands for missing.
    var numbers: [Double]
    /// The categories, column by column, `capacity` elements each; nil stands for missing.
    var categories: [String?]
    /// The number of rows there is room for.
    private(set) var capacity: Int
    /// By feature, which column of its kind it is.
    private let places: [Int]
    private let kinds: [ColumnKind]

    init(_ kinds: [ColumnKind], capacity: Int) {
        var counts: [ColumnKind: Int] = [:]
        var places: [Int] = []
        for kind in kinds {
            places.append(counts[kind, default: 0])
            counts[kind, default: 0] += 1
        }
        self.kinds = kinds
        self.places = places
        self.capacity = capacity
        numbers = Array(repeating: .nan, count: counts[.number, default: 0] * capacity)
        categories = Array(repeating: nil, count: counts[.category, default: 0] * capacity)
    }

    /// The values of the feature at an index of the set, an element a row.
    ///
    /// - Complexity: O(rows).
    public func values(ofFeatureAt index: Int) -> FeatureColumn.Values {
        let start = start(ofFeatureAt: index)
        return switch kinds[index] {
        case .number: .numbers(Array(numbers[start..<start + rows.count]))
        case .category: .categories(Array(categories[start..<start + rows.count]))
        }
    }

    /// Lets a body look at the numbers of the feature at an index of the set, without a copy; NaN stands for missing.
    ///
    /// - Precondition: the feature makes numbers.
    public func withNumbers<Result>(ofFeatureAt index: Int, _ body: (Span<Double>) -> Result) -> Result {
        precondition(kinds[index] == .number, "the feature makes no numbers")
        let start = start(ofFeatureAt: index)
        return body(numbers.span.extracting(start..<start + rows.count))
    }

    /// The place of a feature's first value among all of its kind.
    func start(ofFeatureAt index: Int) -> Int { places[index] * capacity }

    /// Gives a number to all places of a range.
    mutating func fill(_ places: Range<Int>, with number: Double) {
        var numbers = numbers.mutableSpan
        for place in places { numbers[place] = number }
    }

    /// Begins with other rows, with more room if they need it.
    mutating func begin(entities: Range<Int>, rows: Range<Int>, usualCount: Int) {
        if rows.count > capacity {
            self = FeatureBlock(kinds, capacity: max(rows.count, usualCount * 2))
        }
        self.entities = entities
        self.rows = rows
    }
}
