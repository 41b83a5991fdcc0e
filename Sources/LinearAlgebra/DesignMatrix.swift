/// The rows that a linear model learns from, however they are stored.
public enum DesignMatrix: Equatable, Sendable {
    /// Dense, double precision.
    case double(Matrix)
    /// Dense, single precision; sums over it have double precision.
    case float(FloatMatrix)
    /// Compressed rows.
    case sparse(SparseMatrix)

    /// The number of rows.
    public var rows: Int {
        switch self {
        case .double(let matrix): matrix.rows
        case .float(let matrix): matrix.rows
        case .sparse(let matrix): matrix.rows
        }
    }

    /// The number of columns.
    public var columns: Int {
        switch self {
        case .double(let matrix): matrix.columns
        case .float(let matrix): matrix.columns
        case .sparse(let matrix): matrix.columns
        }
    }

    /// The number of elements that are stored.
    public var storedElements: Int {
        if case .sparse(let matrix) = self { return matrix.values.count }
        return rows * columns
    }

    /// Whether all elements are stored.
    public var isDense: Bool {
        if case .sparse = self { return false }
        return true
    }

    /// The blocks of a pass that sums up that many numbers a block.
    ///
    /// They depend on the shape alone. Their sums together stay below a million numbers, or those of the least number of
    /// blocks: where a block's sums take far longer to compute than to add, that many may work side by side.
    func blocks(numbersEach: Int, atLeast least: Int = 2, concurrency: Int) -> RowBlocks {
        let count = max(least, min(64, 1_048_576 / max(numbersEach, 1)))
        return RowBlocks(
            rowCount: rows, blockSize: max(RowBlocks.blockSize, (rows + count - 1) / count),
            concurrency: concurrency)
    }
}
