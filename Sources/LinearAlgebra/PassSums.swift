/// What one pass over the rows of a design X sums up.
public struct PassSums<Figures: Sendable>: Sendable {
    /// X' residuals; shape (columns).
    public internal(set) var transposed: [Double]
    /// X' diag(curvature) X, where it was asked for.
    public internal(set) var gram: SymmetricMatrix?
    /// X' curvature, where the Gram matrix was asked for; empty otherwise.
    public internal(set) var border: [Double]
    /// What the body gathered of each block, in the order of the rows.
    public internal(set) var figures: [Figures]

    init(_ total: Total, columns: Int, withGram: Bool) {
        transposed = total.sums.transposed
        border = total.sums.border
        gram = withGram ? SymmetricMatrix(order: columns, lowerTriangle: total.sums.gram) : nil
        figures = total.sums.figures
    }

    /// The sums of the blocks so far.
    struct Total: Sendable {
        fileprivate var sums: BlockSums<[Figures]>

        init(columns: Int, withGram: Bool) {
            sums = BlockSums(columns: columns, withGram: withGram, figures: [])
        }

        /// Adds those of the next block.
        mutating func add(_ block: BlockSums<Figures>) {
            Self.add(block.transposed, to: &sums.transposed)
            Self.add(block.border, to: &sums.border)
            Self.add(block.gram, to: &sums.gram)
            sums.figures.append(block.figures)
        }

        private static func add(_ part: [Double], to sum: inout [Double]) {
            precondition(part.count == sum.count, "a block's sum has another shape")
            for index in sum.indices { sum[index] += part[index] }
        }
    }
}

/// What is summed over the rows of one block.
struct BlockSums<Figures: Sendable>: Sendable {
    /// Shape (columns).
    var transposed: [Double]
    /// The lower triangle, row after row; shape (columns * columns), or empty.
    var gram: [Double]
    /// Shape (columns), or empty.
    var border: [Double]
    var figures: Figures

    init(columns: Int, withGram: Bool, figures: Figures) {
        transposed = [Double](repeating: 0, count: columns)
        border = [Double](repeating: 0, count: withGram ? columns : 0)
        gram = [Double](repeating: 0, count: withGram ? columns * columns : 0)
        self.figures = figures
    }
}
