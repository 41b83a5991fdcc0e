internal import Features

/// What the values of one feature are like.
public struct ColumnSummary: Equatable, Sendable {
    /// The feature's name.
    public var name: String
    /// The number of rows with a value.
    public var values = 0
    /// The number of rows without.
    public var missing = 0
    /// Of numbers, their sum; nil for categories.
    public var sum: Double?
    /// Of numbers, the least; nil for categories and without values.
    public var least: Double?
    /// Of numbers, the greatest; nil for categories and without values.
    public var greatest: Double?
    /// Of categories, the different ones; nil for numbers.
    public var categories: CategorySet?

    /// The mean of the numbers; nil for categories and without values.
    public var mean: Double? { values > 0 ? sum.map { $0 / Double(values) } : nil }

    init(_ feature: Feature) {
        name = feature.name
        switch feature.definition.columnKind {
        case .number: sum = 0
        case .category: categories = CategorySet()
        }
    }

    /// Adds the values of the feature at an index of a block.
    mutating func add(_ block: FeatureBlock, at index: Int) {
        guard categories != nil else {
            add(block.withNumbers(ofFeatureAt: index) { Self($0, of: name) })
            return
        }
        guard case .categories(let texts) = block.values(ofFeatureAt: index) else { return }
        for text in texts {
            guard let text else {
                missing += 1
                continue
            }
            values += 1
            categories?.insert(text)
        }
    }

    /// Adds the values of another part of the column.
    mutating func add(_ other: ColumnSummary) {
        values += other.values
        missing += other.missing
        if let more = other.sum { sum = (sum ?? 0) + more }
        least = [least, other.least].compactMap { $0 }.min()
        greatest = [greatest, other.greatest].compactMap { $0 }.max()
        if let more = other.categories { categories?.formUnion(more) }
    }

    /// Summarizes numbers, of which NaN stands for missing.
    ///
    /// Eight sums run side by side, since one would wait for each addition.
    private init(_ numbers: Span<Double>, of name: String) {
        self.name = name
        var sums = SIMD8<Double>.zero
        var counts = SIMD8<Int64>.zero
        var least = SIMD8<Double>(repeating: .infinity)
        var greatest = SIMD8<Double>(repeating: -.infinity)
        let whole = numbers.count & ~7
        for start in stride(from: 0, to: numbers.count, by: 8) {
            var eight = SIMD8<Double>(repeating: .nan)
            if start < whole {
                for lane in 0..<8 { eight[lane] = numbers[start + lane] }
            } else {
                for lane in 0..<numbers.count - start { eight[lane] = numbers[start + lane] }
            }
            let isThere = eight .== eight
            sums += SIMD8<Double>.zero.replacing(with: eight, where: isThere)
            counts &+= SIMD8<Int64>.zero.replacing(with: SIMD8(repeating: 1), where: isThere)
            // A comparison with NaN is false.
            least.replace(with: eight, where: eight .< least)
            greatest.replace(with: eight, where: eight .> greatest)
        }
        values = Int(counts.wrappedSum())
        missing = numbers.count - values
        sum = sums.sum()
        if values > 0 {
            self.least = least.min()
            self.greatest = greatest.max()
        }
    }
}
