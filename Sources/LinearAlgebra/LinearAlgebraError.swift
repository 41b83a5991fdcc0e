/// Why a matrix cannot be factorized.
public enum LinearAlgebraError: Error, Equatable, CustomStringConvertible {
    /// An element is NaN or infinite.
    case notFinite(row: Int, column: Int)
    /// A pivot is not above zero: the column depends on those before it, to rounding.
    case notPositiveDefinite(column: Int, order: Int)

    /// The column that is at fault.
    public var column: Int {
        switch self {
        case .notFinite(_, let column), .notPositiveDefinite(let column, _): column
        }
    }

    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .notFinite(let row, let column):
            "matrix element (\(row), \(column)) is not finite; look for huge values in the data"
        case .notPositiveDefinite(let column, let order):
            "column \(column) of a matrix of order \(order) depends on the columns before it; drop it or raise"
                + " the penalty"
        }
    }
}
