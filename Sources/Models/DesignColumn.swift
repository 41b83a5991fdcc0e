/// One column of the design: how a number that the coefficients multiply comes from an input.
public struct DesignColumn: Equatable, Sendable {
    /// The column's name, such as `frequency` or `region=north`.
    public var name: String
    /// The index of the input it reads; of a product, of the first input.
    public var input: Int
    /// How the input's value becomes a number.
    public var encoding: Encoding

    /// How an input's value becomes a number, before it is standardized.
    public enum Encoding: Equatable, Sendable {
        /// The number (or the column's fill where it is missing) after these transforms, in their order.
        case number(transforms: [Transform])
        /// 1 where the category is the level of that index, or in that bucket, else 0.
        case level(Int)
        /// 1 where the category is a level that is not among the input's levels (rare in training, or new),
        /// else 0.
        case otherLevels
        /// 1 where the input is missing, else 0.
        case missingIndicator
        /// The evidence of the bin that the number is in.
        case bins(EvidenceBins)
        /// The evidence of the category's level.
        case levelEvidence(LevelEvidence)
        /// The product of two other columns, by their indices, each as it is standardized: how their inputs interact.
        case product(Int, Int)
    }

    /// Whether the column is the product of two others.
    public var isProduct: Bool { if case .product = encoding { true } else { false } }

    /// Whether the column is the product of that column and another.
    public func isProduct(with column: Int) -> Bool {
        if case .product(let first, let second) = encoding {
            first == column || second == column
        } else {
            false
        }
    }

    /// Creates a column.
    public init(name: String, input: Int, encoding: Encoding) {
        self.name = name
        self.input = input
        self.encoding = encoding
    }
}
