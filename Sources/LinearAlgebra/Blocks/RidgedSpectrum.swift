import COpenBLAS

/// A symmetric matrix S by its eigenvectors, so that (scale S + ridge I) x = b is solved for many scales at once.
public struct RidgedSpectrum: Sendable {
    /// Not below 0, greatest first; shape (order).
    public let values: [Double]
    private let vectors: Matrix

    /// Takes a matrix that is positive semidefinite but for rounding.
    ///
    /// - Throws: `LinearAlgebraError.notFinite` where an element is not finite.
    /// - Complexity: O(order^3).
    public init(_ matrix: SymmetricMatrix) throws(LinearAlgebraError) {
        let found = try matrix.eigenvectors()
        // An eigenvalue below 0 is rounding.
        values = found.values.map { max($0, 0) }
        vectors = found.vectors
    }

    /// The solutions of (scale_j S + ridge I) x_j = b_j.
    ///
    /// - Parameters:
    ///   - right: b; shape (order, scales).
    ///   - scales: not below 0; shape (scales).
    ///   - ridge: not below 0; a sum of both that is 0 counts as 1.
    /// - Returns: x; shape (order, scales).
    /// - Precondition: the right side has the shape.
    /// - Complexity: O(order^2 * scales).
    public func solve(_ right: [Double], scales: [Double], ridge: Double) -> [Double] {
        let (order, width) = (values.count, scales.count)
        precondition(right.count == order * width, "the right side has another shape")
        guard order > 0 && width > 0 else { return [] }
        OpenBLAS.useOneThread
        let (rows, columns) = (Int32(order), Int32(width))
        var turned = [Double](repeating: 0, count: right.count)
        unsafe cblas_dgemm(
            CblasRowMajor, CblasTrans, CblasNoTrans, rows, columns, rows, 1, vectors.elements, rows, right,
            columns, 0, &turned, columns)
        for row in 0..<order {
            for column in 0..<width {
                let divisor = scales[column] * values[row] + ridge
                turned[row * width + column] /= divisor > 0 ? divisor : 1
            }
        }
        var solution = turned
        unsafe cblas_dgemm(
            CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, columns, rows, 1, vectors.elements, rows, turned,
            columns, 0, &solution, columns)
        return solution
    }
}
