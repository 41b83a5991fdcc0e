import Testing

@testable import LinearAlgebra

@Suite struct BlockPassTests {
    private func sample(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix {
        var random = CounterRandom(seed: seed, stream: "block passes")
        return Matrix(
            rows: rows, columns: columns,
            elements: (0..<rows * columns).map { _ in
                let value = random.nextUniform() * 4 - 2
                return abs(value) < 0.7 ? 0 : Double(Float(value))
            })
    }

    /// Products, and X' of their squares, against three plain loops.
    @Test(arguments: [(1, 1, 1), (40, 3, 2), (3_000, 7, 5), (2_100, 300, 3), (50, 0, 4), (0, 3, 2)])
    func agreesWithPlainLoops(shape: (rows: Int, columns: Int, width: Int)) {
        let (rows, columns, width) = shape
        let matrix = sample(rows, columns, seed: 7)
        let vectors = sample(columns, width, seed: 8)
        var products = [Double](repeating: 0, count: rows * width)
        for row in 0..<rows {
            for place in 0..<width {
                for column in 0..<columns {
                    products[row * width + place] += matrix[row, column] * vectors[column, place]
                }
            }
        }
        var transposed = [Double](repeating: 0, count: columns * width)
        for row in 0..<rows {
            for place in 0..<width {
                let square = products[row * width + place] * products[row * width + place]
                for column in 0..<columns {
                    transposed[column * width + place] += matrix[row, column] * square
                }
            }
        }
        let designs: [DesignMatrix] = [
            .double(matrix), .sparse(SparseMatrix(matrix)),
            .float(FloatMatrix(rows: rows, columns: columns, elements: matrix.elements.map { Float($0) })),
        ]
        for design in designs {
            let single = run(design, vectors.elements, width, threads: 1)
            #expect(isNear(single.products, products))
            #expect(isNear(single.transposed, transposed))
            #expect(single.rows == rows)
            for threads in [2, 7] {
                let other = run(design, vectors.elements, width, threads: threads)
                #expect(other == single)
            }
        }
    }

    private struct Run: Equatable {
        var products: [Double]
        var transposed: [Double]
        var rows: Int
    }

    private func run(_ design: DesignMatrix, _ vectors: [Double], _ width: Int, threads: Int) -> Run {
        let passes = BlockPasses(design, width: width, concurrency: threads)
        let found = passes.pass(vectors, figures: 0) { rows, products, seen in
            for index in 0..<rows.count * width { products[index] *= products[index] }
            seen += rows.count
        }
        return Run(
            products: passes.products(vectors), transposed: found.transposed,
            rows: found.figures.reduce(0, +))
    }

    private func isNear(_ left: [Double], _ right: [Double]) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { abs($0 - $1) <= 1e-10 * max(1, abs($1)) }
    }

    /// Rows of a part are found again in the matrix.
    @Test func partsOfSparseRowsAreThoseRows() {
        let matrix = SparseMatrix(sample(50, 6, seed: 9))
        let part = matrix.selected(10..<30)
        #expect(part.rows == 20 && part.columns == 6)
        let whole = SparseMatrix(
            Matrix(rows: 20, columns: 6, elements: Array(sample(50, 6, seed: 9).elements[60..<180])))
        #expect(part == whole)
    }

    @Test func aSpectrumSolvesForManyScales() throws {
        let rows = sample(30, 4, seed: 10)
        var gram = SymmetricMatrix(order: 4)
        for left in 0..<4 {
            for right in 0...left {
                gram[left, right] = (0..<30).reduce(0) { $0 + rows[$1, left] * rows[$1, right] }
            }
        }
        let spectrum = try RidgedSpectrum(gram)
        let right = sample(4, 2, seed: 11)
        let solved = spectrum.solve(right.elements, scales: [0.5, 3], ridge: 0.25)
        for (column, scale) in [0.5, 3].enumerated() {
            for row in 0..<4 {
                var sum = 0.25 * solved[row * 2 + column]
                for other in 0..<4 { sum += scale * gram[row, other] * solved[other * 2 + column] }
                #expect(abs(sum - right[row, column]) < 1e-10)
            }
        }
    }
}
