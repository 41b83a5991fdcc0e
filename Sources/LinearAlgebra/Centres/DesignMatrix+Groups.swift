// What is summed over rows that belong to groups; dense designs only.
extension DesignMatrix {
    /// The Euclidean length of each row.
    ///
    /// - Precondition: the design is dense.
    /// - Complexity: O(rows * columns).
    public func norms(concurrency: Int) -> [Double] {
        RowBlocks(rowCount: rows, concurrency: concurrency).map { block in
            switch self {
            case .double(let matrix): Self.norms(block, matrix.elements.span, columns)
            case .float(let matrix): Self.norms(block, matrix.elements.span, columns)
            case .sparse: preconditionFailure("lengths are asked of dense rows")
            }
        }.flatMap { $0 }
    }

    /// Adds each row of a block, times its weight, to the sum of its group; after the columns stands the weight itself.
    ///
    /// - Parameters:
    ///   - rows: of the block, added in their order.
    ///   - groups: the group of each row of the block; shape (rows).
    ///   - chosen: whether a group's rows are added; shape (groups).
    ///   - weights: of all rows of the design; nil stands for 1 each.
    ///   - sums: shape (groups, columns + 1).
    /// - Precondition: the design is dense and the shapes fit.
    /// - Complexity: O(rows * columns).
    public func addGroups(
        _ rows: Range<Int>, _ groups: [Int32], chosen: [Bool], weights: [Double]?, to sums: inout [Double]
    ) {
        precondition(groups.count == rows.count && sums.count == chosen.count * (columns + 1))
        precondition(weights.map { $0.count == self.rows } ?? true, "there is a weight a row")
        let own = rows.lowerBound * columns..<rows.upperBound * columns
        let weights = weights?.span.extracting(rows)
        switch self {
        case .double(let matrix):
            VectorLoops.addGroups(
                matrix.elements.span.extracting(own), columns: columns, groups.span, chosen: chosen.span,
                weights: weights, to: &sums)
        case .float(let matrix):
            VectorLoops.addGroups(
                matrix.elements.span.extracting(own), columns: columns, groups.span, chosen: chosen.span,
                weights: weights, to: &sums)
        case .sparse: preconditionFailure("dense rows are summed by group")
        }
    }

    /// The squared distance of each row of a block to its group's centre, summed column by column.
    ///
    /// - Parameters:
    ///   - rows: of the block.
    ///   - centres: shape (groups, columns).
    ///   - groups: the group of each row of the block; shape (rows).
    /// - Precondition: the design is dense and the shapes fit.
    /// - Complexity: O(rows * columns).
    public func squaredDistances(_ rows: Range<Int>, to centres: Matrix, _ groups: [Int32]) -> [Double] {
        precondition(groups.count == rows.count && centres.columns == columns)
        switch self {
        case .double(let matrix):
            return Self.squaredDistances(rows, matrix.elements.span, centres, groups.span)
        case .float(let matrix):
            return Self.squaredDistances(rows, matrix.elements.span, centres, groups.span)
        case .sparse: preconditionFailure("dense rows have distances")
        }
    }

    private static func norms<Element: TileElement>(
        _ block: Range<Int>, _ elements: Span<Element>, _ columns: Int
    ) -> [Double] {
        block.map { row in
            let row = elements.extracting(row * columns..<(row + 1) * columns)
            var (sums, rest) = (SIMD4<Double>(), 0.0)
            var column = 0
            while column + 4 <= columns {
                let part = SIMD4(
                    Double(row[column]), Double(row[column + 1]), Double(row[column + 2]),
                    Double(row[column + 3]))
                sums += part * part
                column += 4
            }
            while column < columns {
                rest += Double(row[column]) * Double(row[column])
                column += 1
            }
            return (sums.sum() + rest).squareRoot()
        }
    }

    private static func squaredDistances<Element: TileElement>(
        _ rows: Range<Int>, _ elements: Span<Element>, _ centres: Matrix, _ groups: Span<Int32>
    ) -> [Double] {
        let columns = centres.columns
        let all = centres.elements.span
        return rows.map { row in
            let group = Int(groups[row - rows.lowerBound])
            return squaredDistance(
                elements.extracting(row * columns..<(row + 1) * columns),
                all.extracting(group * columns..<(group + 1) * columns))
        }
    }
}
