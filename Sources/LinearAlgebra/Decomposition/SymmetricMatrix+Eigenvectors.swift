import CLAPACKE

extension SymmetricMatrix {
    /// The eigenvalues, greatest first, and their eigenvectors: the columns of a matrix of shape (order, order).
    ///
    /// Source: LAPACK's `dsyevd`.
    ///
    /// - Throws: `LinearAlgebraError.notFinite` where an element is not finite.
    /// - Complexity: O(order^3).
    public func eigenvectors() throws(LinearAlgebraError) -> (values: [Double], vectors: Matrix) {
        if let index = elements.firstIndex(where: { !$0.isFinite }) {
            throw .notFinite(row: index / order, column: index % order)
        }
        guard order > 0 else { return ([], Matrix(rows: 0, columns: 0)) }
        OpenBLAS.useOneThread
        var vectors = elements
        var values = [Double](repeating: 0, count: order)
        let info = unsafe LAPACKE_dsyevd(
            LAPACK_COL_MAJOR, CChar(UInt8(ascii: "V")), CChar(UInt8(ascii: "L")), Int32(order), &vectors,
            Int32(order), &values)
        // A finite matrix converges.
        precondition(info == 0, "LAPACK found no eigenvectors")
        var ordered = Matrix(rows: order, columns: order)
        for place in 0..<order {
            for row in 0..<order { ordered[row, place] = vectors[(order - 1 - place) * order + row] }
        }
        return (values.reversed(), ordered)
    }
}
