import LinearAlgebra
import Testing

@Suite struct MatrixTests {
    @Test func productsAreThoseOfPlainLoops() {
        let matrix = randomMatrix(rows: 37, columns: 5, seed: 1)
        let right = randomVector(5, seed: 2)
        let left = randomVector(37, seed: 3)
        let product = matrix.product(right)
        let transposed = matrix.transposedProduct(left)
        let gram = matrix.weightedGram(left)
        for row in 0..<37 {
            let expected = (0..<5).reduce(0) { $0 + matrix[row, $1] * right[$1] }
            #expect(abs(product[row] - expected) < 1e-14)
        }
        for column in 0..<5 {
            let expected = (0..<37).reduce(0) { $0 + matrix[$1, column] * left[$1] }
            #expect(abs(transposed[column] - expected) < 1e-13)
            for other in 0..<5 {
                let expected = (0..<37).reduce(0) {
                    $0 + left[$1] * matrix[$1, column] * matrix[$1, other]
                }
                #expect(abs(gram[column, other] - expected) < 1e-13)
            }
        }
    }

    /// Below, at and above the blocks' boundaries, and with more threads than blocks.
    @Test(arguments: [0, 1, 4095, 4096, 4097, 8192, 12_289])
    func bitsDoNotDependOnTheNumberOfThreads(rows: Int) {
        let matrix = randomMatrix(rows: rows, columns: 6, seed: 4)
        let right = randomVector(6, seed: 5)
        let left = randomVector(rows, seed: 6)
        for concurrency in [2, 7] {
            #expect(matrix.product(right, concurrency: concurrency) == matrix.product(right))
            #expect(
                matrix.transposedProduct(left, concurrency: concurrency) == matrix.transposedProduct(left))
            #expect(matrix.weightedGram(left, concurrency: concurrency) == matrix.weightedGram(left))
        }
    }

    @Test func emptyShapesHaveEmptyProducts() {
        let none = Matrix(rows: 3, columns: 0)
        #expect(none.product([]) == [0, 0, 0])
        #expect(none.transposedProduct([1, 2, 3]).isEmpty)
        #expect(none.weightedGram([1, 2, 3]).order == 0)
        #expect(Matrix(rows: 0, columns: 2).transposedProduct([]) == [0, 0])
    }

    @Test func outsideTheMatrixTraps() async {
        await #expect(processExitsWith: .failure) { _ = Matrix(rows: 2, columns: 2)[0, 2] }
        await #expect(processExitsWith: .failure) { _ = Matrix(rows: 2, columns: 2, elements: [1]) }
        await #expect(processExitsWith: .failure) { _ = Matrix(rows: 2, columns: 2).product([1]) }
    }
}
