import Foundation
import LinearAlgebra
import Learning
import Models
import Testing

/// Singular values and principal components against SciPy, scikit-learn and matrices whose values are known.
@Suite struct DecompositionTests {
    private struct Fixture: Decodable {
        var decompositions: [Reference]

        struct Reference: Decodable {
            var name: String
            var columns: Int
            var rowStarts: [Int]
            var columnIndices: [Int32]
            var values: [Double]
            var isCentred: Bool
            var singularValues: [Double]
            var firstComponent: [Double]
            var explained: [Double]

            var matrix: SparseMatrix {
                SparseMatrix(
                    columns: columns, rowStarts: rowStarts, columnIndices: columnIndices, values: values)
            }
        }
    }

    private func fixture() throws -> [Fixture.Reference] {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/decomposition.json")
        return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url)).decompositions
    }

    private func dense(_ matrix: SparseMatrix) -> Matrix {
        var dense = Matrix(rows: matrix.rows, columns: matrix.columns)
        for row in 0..<matrix.rows {
            for index in matrix.rowStarts[row]..<matrix.rowStarts[row + 1] {
                dense[row, Int(matrix.columnIndices[index])] += matrix.values[index]
            }
        }
        return dense
    }

    private func fit(
        _ rows: DesignMatrix, rank: Int, isCentred: Bool = false, tolerance: Double = 1e-7, threads: Int = 2,
        products: Int = 2_000
    ) throws -> DecompositionFit {
        try Decomposition(
            .init(rank: rank, isCentred: isCentred, tolerance: tolerance, maximumProducts: products),
            concurrency: threads
        ).fit(rows)
    }

    @Test func agreesWithSciPyAndScikitLearn() throws {
        for reference in try fixture() {
            let matrix = reference.matrix
            for rows in [DesignMatrix.sparse(matrix), .double(dense(matrix))] {
                let found = try fit(
                    rows, rank: reference.singularValues.count, isCentred: reference.isCentred)
                #expect(found.hasConverged)
                for (left, right) in zip(found.singularValues, reference.singularValues) {
                    #expect(abs(left - right) < 1e-11 * right, "\(reference.name)")
                }
                #expect(isNear(found.explained, reference.explained, 1e-10), "\(reference.name)")
                let sign = zip(found.model.components[0], reference.firstComponent).reduce(0) {
                    $0 + $1.0 * $1.1
                }
                #expect(abs(abs(sign) - 1) < 1e-9, "\(reference.name)")
            }
        }
    }

    /// What is said to be left over is what is left over, and scores are the rows' coordinates.
    @Test func residualsAndScoresAreThoseOfTheRows() throws {
        for reference in try fixture() {
            let rows = dense(reference.matrix)
            let found = try fit(
                .sparse(reference.matrix), rank: 3, isCentred: reference.isCentred, tolerance: 1e-3)
            let means = found.model.means ?? [Double](repeating: 0, count: rows.columns)
            for (place, component) in found.model.components.enumerated() {
                #expect(abs(component.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
                #expect(component.map(abs).max() == component.max())
                var back = [Double](repeating: 0, count: rows.columns)
                var forth = 0.0
                for row in 0..<rows.rows {
                    var score = 0.0
                    for column in 0..<rows.columns {
                        score += (rows[row, column] - means[column]) * component[column]
                    }
                    let error = score - found.scores[row, place]
                    forth += error * error
                    for column in 0..<rows.columns {
                        back[column] += (rows[row, column] - means[column]) * found.scores[row, place]
                    }
                }
                let value = found.singularValues[place]
                let backError = zip(back, component).reduce(0) { sum, pair in
                    let error = pair.0 / value - value * pair.1
                    return sum + error * error
                }.squareRoot()
                // One of the two holds to rounding, and the other is the residual.
                let residual = rows.rows < rows.columns ? forth.squareRoot() : backError
                let exact = rows.rows < rows.columns ? backError : forth.squareRoot()
                #expect(abs(residual - found.residuals[place]) < 1e-9 * value, "\(reference.name)")
                #expect(exact < 1e-9 * value, "\(reference.name)")
                #expect(found.residuals[place] < 1e-3 * value)
            }
            var scores = [Double](repeating: 0, count: found.model.components.count)
            var span = scores.mutableSpan
            found.model.project(rows.elements.span.extracting(0..<rows.columns), into: &span)
            let projected = try Projection(found.model, concurrency: 3).scores(of: .double(rows))
            for place in scores.indices {
                #expect(abs(projected[0, place] - scores[place]) < 1e-9)
            }
        }
    }

    /// A matrix with one number in each row and column has those numbers as its singular values; some come several times.
    @Test(arguments: [(500, 400), (400, 500)])
    func plantedValuesAreFound(rows: Int, columns: Int) throws {
        let count = min(rows, columns)
        let numbers = (0..<count).map { 1 + Double($0 / 3) / 20 }
        let places = (0..<rows).map { $0 < count ? 1 : 0 }
        let matrix = SparseMatrix(
            columns: columns, rowStarts: places.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1) },
            columnIndices: (0..<count).map { Int32(($0 * 7 + 3) % count) }, values: numbers)
        let found = try fit(.sparse(matrix), rank: 10)
        let expected = Array(numbers.sorted(by: >).prefix(10))
        #expect(isNear(found.singularValues, expected, 1e-11), "\(found.singularValues)")
    }

    @Test func precisionOfStorageAndThreadsDoNotMatter() throws {
        let reference = try fixture()[0]
        let rows = dense(reference.matrix)
        let single = FloatMatrix(
            rows: rows.rows, columns: rows.columns, elements: rows.elements.map { Float($0) })
        let wide = Matrix(
            rows: rows.rows, columns: rows.columns, elements: single.elements.map { Double($0) })
        #expect(try fit(.float(single), rank: 4) == fit(.double(wide), rank: 4))
        for matrix in [DesignMatrix.sparse(reference.matrix), .double(rows)] {
            let fits = try [1, 2, 7].map { try fit(matrix, rank: 4, isCentred: true, threads: $0) }
            #expect(fits[0] == fits[1] && fits[0] == fits[2])
        }
        let sparse = try fit(.sparse(reference.matrix), rank: 4, isCentred: true)
        let plain = try fit(.double(rows), rank: 4, isCentred: true)
        #expect(isNear(sparse.singularValues, plain.singularValues, 1e-11))
    }

    /// Two directions are two directions, whatever rank is asked for, on either way through.
    @Test(arguments: [40, 320]) func rowsOfLowRankHaveFewComponents(columns: Int) throws {
        var random = CounterRandom(seed: 9, stream: "low rank")
        let (left, right) = (
            (0..<400 * 2).map { _ in random.nextUniform() - 0.5 },
            (0..<columns * 2).map { _ in random.nextUniform() - 0.5 }
        )
        let rows = Matrix(
            rows: 400, columns: columns,
            elements: (0..<400 * columns).map { index in
                let (row, column) = (index / columns, index % columns)
                return left[2 * row] * right[2 * column] + left[2 * row + 1] * right[2 * column + 1]
            })
        let found = try fit(.double(rows), rank: 5)
        #expect(found.singularValues.count == 2 && found.scores.columns == 2)
        #expect(abs(found.explained.reduce(0, +) - 1) < 1e-9)
    }

    @Test func tooFewProductsAreTold() throws {
        let found = try fit(.sparse(try fixture()[0].matrix), rank: 6, tolerance: 1e-9, products: 4)
        #expect(!found.hasConverged && found.residuals.contains { $0 > 1e-6 })
    }

    @Test func whatCannotBeDecomposedIsRefused() throws {
        let rows = Matrix(rows: 4, columns: 3, elements: (0..<12).map { Double($0 * $0) })
        #expect(throws: LearningError.rankTooHigh(4, rows: 4, columns: 3)) { try fit(.double(rows), rank: 4) }
        for value in [Double.nan, .infinity, 1e91] {
            var broken = rows
            broken[2, 1] = value
            #expect(throws: LearningError.invalidNumber(in: "rows", row: 2, column: 1)) {
                try fit(.double(broken), rank: 2)
            }
        }
        #expect(throws: LearningError.noRows) { try fit(.double(Matrix(rows: 0, columns: 3)), rank: 1) }
        #expect(throws: LearningError.noColumns) { try fit(.double(Matrix(rows: 3, columns: 0)), rank: 1) }
        #expect(throws: LearningError.noColumns) { try fit(.double(Matrix(rows: 3, columns: 3)), rank: 1) }
        let equal = Matrix(rows: 5, columns: 2, elements: (0..<10).map { $0.isMultiple(of: 2) ? 0.1 : 7.3 })
        #expect(throws: LearningError.noColumns) { try fit(.double(equal), rank: 1, isCentred: true) }
        #expect(throws: ConfigurationError.self) { try fit(.double(rows), rank: 0) }
        #expect(throws: ConfigurationError.self) { try fit(.double(rows), rank: 1, tolerance: 0) }
    }
}
