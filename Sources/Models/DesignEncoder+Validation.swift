extension DesignEncoder {
    /// Refuses a row that should never have come this far.
    ///
    /// - Parameter row: shape (inputs).
    /// - Throws: `ModelError` for another count, an infinite number, or a category's slot that is neither NaN,
    ///   -1 nor a level's index.
    public func validate(_ row: Span<Double>) throws(ModelError) {
        guard row.count == inputs.count else {
            throw .wrongCount(of: "row", expected: inputs.count, found: row.count)
        }
        for index in inputs.indices where !row[index].isNaN {
            let value = row[index]
            let input = inputs[index]
            switch input.kind {
            case .number:
                guard value.isFinite else {
                    throw .invalidValue(
                        input: input.name, problem: "an infinite number; leave a missing value out or null")
                }
            case .category:
                guard
                    value == ModelInput.unknownLevel
                        || (value >= 0 && value < Double(input.codeCount)
                            && value == value.rounded(.towardZero))
                else {
                    throw .invalidValue(
                        input: input.name, problem: "not a level's index; encode categories by their level")
                }
            }
        }
    }

    static func validate(
        _ numbers: [Double], named name: String, count: Int, within limit: Double = limit
    ) throws(ModelError) {
        guard numbers.count == count else {
            throw .wrongCount(of: name, expected: count, found: numbers.count)
        }
        // NaN fails the comparison too.
        if let index = numbers.firstIndex(where: { !(abs($0) <= limit) }) {
            throw .invalidNumber(in: name, index: index, requirement: "within ±\(limit)")
        }
    }

    static func validate(inputs: [ModelInput]) throws(ModelError) {
        var names: Set<String> = []
        for (index, input) in inputs.enumerated() {
            guard !input.name.isEmpty && names.insert(input.name).inserted else {
                throw .invalidInput(index: index, problem: "its name is empty or that of an earlier input")
            }
            guard input.kind == .category || input.levels.isEmpty else {
                throw .invalidInput(index: index, problem: "a number has no levels")
            }
            guard zip(input.levels, input.levels.dropFirst()).allSatisfy({ $0 < $1 }) else {
                throw .invalidInput(index: index, problem: "its levels do not ascend")
            }
            guard let buckets = input.buckets else { continue }
            guard input.kind == .category && input.levels.isEmpty else {
                throw .invalidInput(index: index, problem: "buckets are for a category without levels")
            }
            guard LevelBucket.counts.contains(buckets) && buckets.nonzeroBitCount == 1 else {
                throw .invalidInput(index: index, problem: "its buckets are not a power of two in 2...2^20")
            }
        }
    }

    static func validate(columns: [DesignColumn], inputs: [ModelInput]) throws(ModelError) {
        var latest = 0
        let plain = columns.prefix { !$0.isProduct }
        for (index, column) in columns.enumerated() {
            if index >= plain.count {
                guard isProduct(column, of: plain) else {
                    throw .invalidColumn(
                        index: index,
                        problem: "it is no product of columns of two inputs, or stands behind a product")
                }
                continue
            }
            guard column.input >= latest && column.input < inputs.count else {
                throw .invalidColumn(index: index, problem: "its input is out of range or out of order")
            }
            latest = column.input
            let input = inputs[column.input]
            let fits: Bool
            switch column.encoding {
            case .number(let transforms): fits = input.kind == .number && transforms.allSatisfy(\.isUsable)
            case .level(let level): fits = input.kind == .category && (0..<input.codeCount).contains(level)
            case .otherLevels: fits = input.kind == .category && input.buckets == nil
            case .missingIndicator: fits = true
            case .bins(let bins):
                guard bins.edges.count <= EvidenceBins.edgeLimit else {
                    throw .invalidColumn(
                        index: index, problem: "it has more than \(EvidenceBins.edgeLimit) edges of bins")
                }
                fits = input.kind == .number && bins.isUsable
            case .levelEvidence(let evidence):
                fits =
                    input.kind == .category && input.buckets == nil
                    && evidence.isUsable(levels: input.levels.count)
            case .product: fits = false
            }
            guard fits else {
                throw .invalidColumn(index: index, problem: "its encoding does not fit its input")
            }
        }
    }
}

extension DesignEncoder {
    /// Whether a column is the product of two of the plain ones, the first input's first.
    private static func isProduct(_ column: DesignColumn, of plain: ArraySlice<DesignColumn>) -> Bool {
        guard case .product(let first, let second) = column.encoding, plain.indices.contains(first),
            plain.indices.contains(second)
        else { return false }
        return plain[first].input < plain[second].input && column.input == plain[first].input
    }
}

extension Transform {
    /// Whether every finite number has a finite result.
    var isUsable: Bool {
        guard case .clip(let lower, let upper) = self else { return true }
        return lower.isFinite && upper.isFinite && lower <= upper
    }
}
