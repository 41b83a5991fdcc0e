import Models

/// The products of the columns of inputs that interact.
struct InputProducts {
    private(set) var columns: [DesignColumn] = []
    private(set) var moments: [ColumnMoments] = []
    /// Products of equal values in all rows, and interactions without a product, by name.
    private(set) var dropped: [String] = []

    /// How many products two inputs may have.
    static let limit = 10_000

    /// Multiplies the columns of each pair by the code that scoring uses.
    ///
    /// - Parameters:
    ///   - interactions: names of two inputs each; those that the encoder dropped have no product.
    ///   - encoder: of all other columns.
    ///   - candidates: the inputs with their rows' values.
    ///   - minimumCount: the rows in which a product's indicators must be 1.
    /// - Throws: `LearningError.tooManyProducts`, `designTooLarge`.
    /// - Complexity: O(rows x products).
    init(
        of interactions: [[String]], encoder: DesignEncoder, candidates: [CandidateInput], minimumCount: Int
    ) throws(LearningError) {
        for pair in interactions {
            let before = columns.count
            let places = pair.compactMap { name in encoder.inputs.firstIndex { $0.name == name } }.sorted()
            if places.count == 2 {
                // Counted before values are made of them.
                let count = places.map { Factors.count(of: $0, encoder) }.reduce(1, *)
                guard count <= Self.limit else {
                    throw .tooManyProducts(first: pair[0], second: pair[1], found: count, limit: Self.limit)
                }
                try FittedPreprocessor.check(
                    columns: encoder.columns.count + columns.count + count,
                    rows: candidates.first?.values.count ?? 0, input: pair[0])
                multiply(
                    Factors(of: places[0], encoder, candidates), Factors(of: places[1], encoder, candidates),
                    minimumCount)
            }
            if columns.count == before { dropped.append(pair.joined(separator: " * ")) }
        }
    }

    private mutating func multiply(_ first: Factors, _ second: Factors, _ minimumCount: Int) {
        for left in first.columns {
            for right in second.columns {
                let products = zip(left.standardized, right.standardized).map { $0 * $1 }
                let hasIndicator = left.isIndicator || right.isIndicator
                if hasIndicator {
                    let rows = zip(left.standardized, right.standardized).count {
                        (!left.isIndicator || $0 == 1) && (!right.isIndicator || $1 == 1)
                    }
                    if rows < minimumCount { continue }
                }
                let name = "\(left.name) * \(right.name)"
                guard products.allSatisfy({ abs($0) <= DesignEncoder.limit }),
                    let own = ColumnMoments(products)
                else {
                    dropped.append(name)
                    continue
                }
                columns.append(
                    DesignColumn(
                        name: name, input: first.input, encoding: .product(left.index, right.index)))
                moments.append(hasIndicator ? .unscaled : own)
            }
        }
    }

    /// The columns of an input that are multiplied, standardized.
    private struct Factors {
        let input: Int
        private(set) var columns: [Factor] = []

        init(of input: Int, _ encoder: DesignEncoder, _ candidates: [CandidateInput]) {
            self.input = input
            let name = encoder.inputs[input].name
            let values = candidates.first { $0.input.name == name }?.values ?? []
            for (index, column) in encoder.columns.enumerated() where column.input == input {
                guard let isIndicator = Self.isIndicator(column) else { continue }
                columns.append(
                    Factor(
                        index: index, name: column.name, isIndicator: isIndicator,
                        standardized: values.map { encoder.standardized(column: index, value: $0) }))
            }
        }

        /// How many columns of an input are multiplied.
        static func count(of input: Int, _ encoder: DesignEncoder) -> Int {
            encoder.columns.count { $0.input == input && isIndicator($0) != nil }
        }

        /// Whether a column is 0 or 1; nil for those that are not multiplied.
        private static func isIndicator(_ column: DesignColumn) -> Bool? {
            switch column.encoding {
            case .number, .bins, .levelEvidence: false
            case .level, .otherLevels: true
            case .missingIndicator, .product: nil
            }
        }
    }

    private struct Factor {
        var index: Int
        var name: String
        var isIndicator: Bool
        /// Shape (rows).
        var standardized: [Double]
    }
}
