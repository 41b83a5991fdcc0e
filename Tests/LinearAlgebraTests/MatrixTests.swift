import LinearAlgebra
import Testing

@Suite struct MatrixTests {
    @Test func outsideTheMatrixTraps() async {
        await #expect(processExitsWith: .failure) { _ = Matrix(rows: 2, columns: 2)[0, 2] }
        await #expect(processExitsWith: .failure) { _ = Matrix(rows: 2, columns: 2, elements: [1]) }
        await #expect(processExitsWith: .failure) { _ = FloatMatrix(rows: 2, columns: 2, elements: [1]) }
        await #expect(processExitsWith: .failure) {
            _ = SparseMatrix(columns: 2, rowStarts: [0, 1], columnIndices: [2], values: [1])
        }
    }
}
