import CLAPACKE

/// The Cholesky factorization A = L L' of a symmetric positive definite matrix.
///
/// Source: LAPACK's `dpotrf`, `dpotrs` and `dpotri`.
public struct CholeskyFactorization: Sendable {
    /// The number of rows of A.
    public let order: Int
    /// L in the lower triangle, row after row; what stands above it is not used.
    private let factor: [Double]

    /// Factorizes a matrix.
    ///
    /// - Parameters:
    ///   - matrix: symmetric.
    ///   - tolerance: a pivot counts as zero up to this share of its diagonal element; not below 0.
    /// - Throws: `LinearAlgebraError` where an element is not finite or the matrix is not positive definite.
    /// - Complexity: O(order^3).
    public init(_ matrix: SymmetricMatrix, tolerance: Double = 0) throws(LinearAlgebraError) {
        let order = matrix.order
        if let index = matrix.elements.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(row: index / order, column: index % order)
        }
        var factor = matrix.elements
        if order > 0 {
            OpenBLAS.useOneThread
            // Column-major `U` is row-major `L`, without a transposition.
            let info = unsafe LAPACKE_dpotrf(
                LAPACK_COL_MAJOR, Self.upper, Int32(order), &factor, Int32(order))
            precondition(info >= 0, "LAPACK refused an argument")
            // Written so that a NaN fails too: OpenBLAS lets one pass where an element overflowed.
            let failed =
                info > 0
                ? Int(info) - 1
                : (0..<order).first { column in
                    let pivot = factor[column * order + column]
                    return !(pivot * pivot > tolerance * matrix[column, column])
                }
            if let failed { throw .notPositiveDefinite(column: failed, order: order) }
        }
        self.order = order
        self.factor = factor
    }

    /// The solution x of A x = b.
    ///
    /// - Parameter vector: b; shape (order).
    /// - Precondition: the vector has the shape.
    /// - Complexity: O(order^2).
    public func solve(_ vector: [Double]) -> [Double] {
        precondition(vector.count == order, "the vector has another shape than the matrix")
        guard order > 0 else { return [] }
        OpenBLAS.useOneThread
        var solution = vector
        let info = unsafe LAPACKE_dpotrs_work(
            LAPACK_COL_MAJOR, Self.upper, Int32(order), 1, factor, Int32(order), &solution, Int32(order))
        precondition(info == 0, "LAPACK refused an argument")
        return solution
    }

    /// The inverse of A.
    ///
    /// - Complexity: O(order^3).
    public func inverse() -> SymmetricMatrix {
        guard order > 0 else { return SymmetricMatrix(order: 0) }
        OpenBLAS.useOneThread
        var inverse = factor
        let info = unsafe LAPACKE_dpotri_work(
            LAPACK_COL_MAJOR, Self.upper, Int32(order), &inverse, Int32(order))
        precondition(info == 0, "LAPACK refused an argument")
        return SymmetricMatrix(order: order, lowerTriangle: inverse)
    }

    /// An estimate of A's condition number in the 1-norm, |A| * |inverse A|; it is seldom more than a factor of three off.
    ///
    /// Source: LAPACK's `dpocon`.
    ///
    /// - Parameter matrix: A.
    /// - Precondition: the matrix has the factor's order.
    /// - Complexity: O(order^2).
    public func conditionNumber(of matrix: SymmetricMatrix) -> Double {
        precondition(matrix.order == order, "the matrix has another shape than its factor")
        guard order > 0 else { return 1 }
        let norm = (0..<order).map { row in
            matrix.elements[row * order..<(row + 1) * order].reduce(0) { $0 + abs($1) }
        }.max()
        var reciprocal = 0.0
        let info = unsafe LAPACKE_dpocon(
            LAPACK_COL_MAJOR, Self.upper, Int32(order), factor, Int32(order), norm ?? 0, &reciprocal)
        precondition(info == 0, "LAPACK refused an argument")
        return reciprocal > 0 ? 1 / reciprocal : .infinity
    }

    private static let upper = CChar(UInt8(ascii: "U"))
}
