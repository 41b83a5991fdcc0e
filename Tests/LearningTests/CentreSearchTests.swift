import LinearAlgebra
import Learning
import Models
import Testing

/// Which centre is nearest, for rows in any order and of any size.
@Suite struct CentreSearchTests {
    private func single(_ numbers: [Double], columns: Int = 1) -> DesignMatrix {
        .float(
            FloatMatrix(
                rows: numbers.count / columns, columns: columns, elements: numbers.map { Float($0) }))
    }

    /// Rows that are drawn come twice and in any order, and must not be taken for those between first and last.
    @Test(arguments: [[5, 100, 7], [5, 5, 6, 8], [7, 6, 5], [5, 6, 7], [9], [3, 3]] as [[Int32]])
    func rowsMayComeTwiceAndInAnyOrder(rows: [Int32]) {
        let numbers = (0..<120).flatMap { [Double($0), Double($0 * $0 % 17)] }
        let centres = Matrix(rows: 13, columns: 2, elements: (0..<13).flatMap { [Double($0 * 10), 8] })
        let expected = rows.map { row in
            let (first, second) = (numbers[Int(row) * 2], numbers[Int(row) * 2 + 1])
            let squares = (0..<13).map { index in
                let (left, right) = (first - Double(index * 10), second - 8)
                return left * left + right * right
            }
            return squares.firstIndex(of: squares.min() ?? 0)
        }
        for design in [
            DesignMatrix.double(Matrix(rows: 120, columns: 2, elements: numbers)),
            single(numbers, columns: 2),
        ] {
            var found: [NearestCentre] = []
            CentreSearch(centres, for: design).nearest(
                rows, in: design, norms: design.norms(concurrency: 1), into: &found)
            #expect(found.map { Int($0.index) } == expected)
        }
    }

    /// Single precision does not hold the squares of such numbers.
    @Test func squaresThatSinglePrecisionDoesNotHoldAreCompared() throws {
        let estimator = try KMeans(
            .init(clusters: 2, restarts: 1, maximumIterations: 1, tolerance: 0), concurrency: 1)
        let fit = try estimator.fit(
            single([3.2e19, 0, 2.1e19]), start: Matrix(rows: 2, columns: 1, elements: [3.2e19, 0]))
        #expect(fit.clusters == [0, 1, 0])
        // Small rows among huge centres.
        let model = try ClusterModel(centres: [[1e20], [5e19], [2e20]], isSpherical: false)
        #expect(try ClusterAssignment(model, concurrency: 1).clusters(of: single([1, 1e17])) == [1, 1])
        let started = try KMeans(
            .init(clusters: 3, restarts: 1, maximumIterations: 1, tolerance: 0), concurrency: 1
        ).fit(single([1, 2, 3, 4]), start: Matrix(rows: 3, columns: 1, elements: [1e20, 5e19, 2e20]))
        #expect(started.inertia <= 4.5)
    }

    @Test func directionsOfTinyRowsAreDirections() throws {
        var random = CounterRandom(seed: 4, stream: "tiny rows")
        let numbers = (0..<240).map { Double($0 / 4 % 3 == $0 % 4 ? 4 : 0) + random.nextUniform() }
        let fits = try [1, 0x1p-560].map { factor in
            try KMeans(.init(clusters: 3, isSpherical: true), concurrency: 1).fit(
                .double(Matrix(rows: 60, columns: 4, elements: numbers.map { $0 * factor })))
        }
        #expect(fits[0].clusters == fits[1].clusters && fits[0].model == fits[1].model)
    }

    /// A batch in which no row counts says nothing of how good the centres are.
    @Test func batchesWithoutWeightDoNotEndTheSearch() throws {
        var random = CounterRandom(seed: 6, stream: "weightless batches")
        let rows = Matrix(rows: 4000, columns: 1, elements: (0..<4000).map { _ in random.nextUniform() })
        for seed in 1...5 as ClosedRange<UInt64> {
            let fit = try KMeans(
                .init(clusters: 3, batchSize: 20, restarts: 1, seed: seed), concurrency: 1
            ).fit(.double(rows), weights: (0..<4000).map { $0.isMultiple(of: 100) ? 1 : 0 })
            #expect(fit.iterations > 30)
        }
    }
}
