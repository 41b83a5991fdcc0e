import Features

extension ReferenceHistograms.Column {
    /// Its bins, one for levels that are not known and one for rows without a value.
    var binCount: Int { counts.count + 2 }

    /// The bin of levels that are not known; nil of a number.
    var unknownLevels: Int32? { levels == nil ? nil : Int32(counts.count) }

    /// The bin of each row, in `0..<binCount`.
    ///
    /// - Precondition: the values are of the column's kind.
    /// - Complexity: O(rows x bins) for numbers, O(rows + levels) for categories.
    func bins(of values: FeatureColumn.Values) -> [Int32] {
        let (unknown, missing) = (Int32(counts.count), Int32(counts.count + 1))
        switch values {
        case .numbers(let numbers):
            let edges = edges ?? []
            return numbers.map { number in
                number.isFinite ? Int32(edges.count { $0 <= number }) : missing
            }
        case .categories(let categories):
            var binOfLevel: [String: Int32] = [:]
            for (bin, level) in (levels ?? []).enumerated() { binOfLevel[level] = Int32(bin) }
            return categories.map { level in level.map { binOfLevel[$0] ?? unknown } ?? missing }
        }
    }
}
