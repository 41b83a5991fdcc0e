import LinearAlgebra
import Learning
import Models
import Testing

/// k-means against Lloyd's iterations written down plainly, and its laws.
@Suite struct KMeansTests {
    private func blobs(_ rows: Int, _ columns: Int, centres: Int, spread: Double, seed: UInt64) -> Matrix {
        var random = CounterRandom(seed: seed, stream: "blobs")
        let middles = (0..<centres * columns).map { _ in random.nextUniform() * 10 }
        return Matrix(
            rows: rows, columns: columns,
            elements: (0..<rows * columns).map { index in
                middles[index / columns % centres * columns + index % columns]
                    + spread * (random.nextUniform() + random.nextUniform() - 1)
            })
    }

    private func float(_ matrix: Matrix) -> (DesignMatrix, Matrix) {
        let single = FloatMatrix(
            rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map { Float($0) })
        let wide = Matrix(
            rows: matrix.rows, columns: matrix.columns, elements: single.elements.map { Double($0) })
        return (.float(single), wide)
    }

    private func first(_ count: Int, of matrix: Matrix) -> Matrix {
        Matrix(
            rows: count, columns: matrix.columns,
            elements: Array(matrix.elements[..<(count * matrix.columns)]))
    }

    /// Lloyd's iterations, every distance looked at; no cluster becomes empty in these data.
    private func naive(
        _ rows: Matrix, _ weights: [Double]?, from start: Matrix, iterations: Int
    ) -> (clusters: [Int32], centres: Matrix) {
        var centres = start
        func nearest(_ row: Int) -> Int32 {
            var (best, least) = (0, Double.infinity)
            for centre in 0..<centres.rows {
                var sum = 0.0
                for column in 0..<rows.columns {
                    let difference = rows[row, column] - centres[centre, column]
                    sum += difference * difference
                }
                if sum < least { (best, least) = (centre, sum) }
            }
            return Int32(best)
        }
        var clusters = (0..<rows.rows).map(nearest)
        for _ in 0..<iterations {
            for centre in 0..<centres.rows {
                let own = clusters.indices.filter { clusters[$0] == Int32(centre) }
                let weight = own.reduce(0.0) { $0 + (weights?[$1] ?? 1) }
                guard weight > 0 else { continue }
                for column in 0..<rows.columns {
                    let sum = own.reduce(0.0) { $0 + (weights?[$1] ?? 1) * rows[$1, column] }
                    centres[centre, column] = sum / weight
                }
            }
            let next = (0..<rows.rows).map(nearest)
            if next == clusters { break }
            clusters = next
        }
        return (clusters, centres)
    }

    private func estimator(
        _ clusters: Int, iterations: Int = 300, threads: Int = 2, restarts: Int = 2, batch: Int? = nil,
        isSpherical: Bool = false, seed: UInt64 = 1
    ) throws -> KMeans {
        try KMeans(
            .init(
                clusters: clusters, isSpherical: isSpherical, batchSize: batch, restarts: restarts,
                maximumIterations: iterations, tolerance: 0, seed: seed), concurrency: threads)
    }

    @Test(arguments: [(600, 3, 7), (517, 9, 4), (64, 1, 5), (40, 17, 12)])
    func clustersAreThoseOfLloyd(rows: Int, columns: Int, clusters: Int) throws {
        for seed in 1...2 as ClosedRange<UInt64> {
            let sample = blobs(rows, columns, centres: clusters, spread: 6, seed: seed)
            let (single, wide) = float(sample)
            let weights = (0..<rows).map { Double($0 % 4) + 0.5 }
            for (design, exact) in [(DesignMatrix.double(sample), sample), (single, wide)] {
                for own in [nil, weights] {
                    let start = first(clusters, of: exact)
                    let fit = try estimator(clusters, iterations: 12).fit(design, weights: own, start: start)
                    let reference = naive(exact, own, from: start, iterations: 12)
                    #expect(fit.repairs == 0)
                    #expect(fit.clusters == reference.clusters)
                    for (left, right) in zip(fit.model.centres.flatMap { $0 }, reference.centres.elements) {
                        #expect(abs(left - right) < 1e-12 * max(1, abs(right)))
                    }
                }
            }
        }
    }

    /// On whole numbers all sums are exact, so ties are ties: the first of equally near centres is taken.
    @Test func tiesGoToTheFirst() throws {
        let grid = Matrix(
            rows: 400, columns: 2, elements: (0..<400).flatMap { [Double($0 % 20), Double($0 / 20)] })
        let start = Matrix(rows: 4, columns: 2, elements: [4, 4, 4, 14, 14, 4, 14, 14])
        for design in [DesignMatrix.double(grid), float(grid).0] {
            let fit = try estimator(4, iterations: 1).fit(design, start: start)
            #expect(fit.clusters == naive(grid, nil, from: start, iterations: 1).clusters)
        }
        // Far from 0 single precision cannot tell the distances apart by products.
        let far = Matrix(rows: 400, columns: 2, elements: grid.elements.map { $0 + 1_000_000 })
        let farStart = Matrix(rows: 4, columns: 2, elements: start.elements.map { $0 + 1_000_000 })
        for design in [DesignMatrix.double(far), float(far).0] {
            let fit = try estimator(4, iterations: 3).fit(design, start: farStart)
            #expect(fit.clusters == naive(far, nil, from: farStart, iterations: 3).clusters)
        }
    }

    @Test func hugeAndTinyNumbersAreToldApart() throws {
        for scale in [1e30, 1e-30, 1e80] {
            let sample = blobs(90, 2, centres: 3, spread: 1, seed: 5)
            let scaled = Matrix(rows: 90, columns: 2, elements: sample.elements.map { $0 * scale })
            let start = first(3, of: scaled)
            let fit = try estimator(3).fit(.double(scaled), start: start)
            #expect(fit.clusters == naive(scaled, nil, from: start, iterations: 300).clusters)
            guard scale < 1e37 else { continue }
            let (single, wide) = float(scaled)
            let singleFit = try estimator(3).fit(single, start: first(3, of: wide))
            #expect(
                singleFit.clusters == naive(wide, nil, from: first(3, of: wide), iterations: 300).clusters)
        }
    }

    @Test(arguments: [1023, 1024, 1025, 2500])
    func bitsDoNotDependOnThreads(rows: Int) throws {
        let sample = blobs(rows, 4, centres: 6, spread: 5, seed: 8)
        for batch in [nil, 200] {
            let fits = try [1, 2, 7].map { threads in
                try estimator(6, iterations: 8, threads: threads, batch: batch).fit(.double(sample))
            }
            #expect(fits[0] == fits[1] && fits[0] == fits[2])
        }
    }

    @Test func weightTwoEqualsTheRowTwice() throws {
        let sample = blobs(120, 3, centres: 4, spread: 4, seed: 9)
        let twice = (0..<120).map { $0.isMultiple(of: 3) ? 2.0 : $0.isMultiple(of: 7) ? 0.0 : 1 }
        let repeated = (0..<120).flatMap { [Int](repeating: $0, count: Int(twice[$0])) }
        let start = first(4, of: sample)
        let weighted = try estimator(4).fit(.double(sample), weights: twice, start: start)
        let plain = try estimator(4).fit(
            .double(DesignMatrix.double(sample).selected(repeated)), start: start)
        for (left, right) in zip(weighted.model.centres.flatMap { $0 }, plain.model.centres.flatMap { $0 }) {
            #expect(abs(left - right) < 1e-12)
        }
        #expect(abs(weighted.inertia - plain.inertia) < 1e-9 * plain.inertia)
        #expect(repeated.map { weighted.clusters[$0] } == plain.clusters)
        let ones = [Double](repeating: 1, count: 120)
        #expect(
            try estimator(4).fit(.double(sample), weights: ones)
                == estimator(4).fit(.double(sample)))
    }

    @Test func emptyClustersGetFarRows() throws {
        let sample = blobs(60, 2, centres: 3, spread: 1, seed: 3)
        let start = Matrix(rows: 3, columns: 2, elements: [5, 5, 5, 5, 1e6, 1e6])
        let fit = try estimator(3).fit(.double(sample), start: start)
        #expect(fit.repairs >= 2 && fit.sizes.allSatisfy { $0 > 0 } && fit.state == .converged)
        // Two different rows make two clusters, whatever is asked for.
        let same = Matrix(rows: 5, columns: 1, elements: [1, 1, 1, 2, 2])
        let few = try estimator(3).fit(.double(same))
        #expect(few.inertia == 0 && few.sizes.sorted() == [0, 2, 3])
    }

    @Test func scoringFindsTheSameClusters() throws {
        let (single, wide) = float(blobs(300, 5, centres: 4, spread: 8, seed: 4))
        let fit = try estimator(4).fit(single)
        let scored = (0..<300).map { row in
            Int32(fit.model.nearest(wide.elements.span.extracting(row * 5..<row * 5 + 5)).cluster)
        }
        #expect(scored == fit.clusters)
        #expect(try ClusterAssignment(fit.model, concurrency: 3).clusters(of: single) == fit.clusters)
    }

    @Test func directionsDoNotDependOnLength() throws {
        let sample = blobs(150, 4, centres: 3, spread: 1, seed: 6)
        let long = Matrix(
            rows: 150, columns: 4,
            elements: sample.elements.enumerated().map { $1 * (1 << ($0 / 4 % 5)).asDouble })
        let fits = try [sample, long].map { try estimator(3, isSpherical: true).fit(.double($0)) }
        #expect(fits[0].clusters == fits[1].clusters)
        for centre in fits[0].model.centres {
            #expect(abs(centre.reduce(0) { $0 + $1 * $1 } - 1) < 1e-12)
        }
        var broken = sample
        for column in 0..<4 { broken[7, column] = 0 }
        #expect(throws: LearningError.zeroRow(7)) {
            try estimator(3, isSpherical: true).fit(.double(broken))
        }
    }

    @Test func batchesComeNear() throws {
        let sample = blobs(4000, 3, centres: 5, spread: 1, seed: 2)
        let whole = try estimator(5).fit(.double(sample))
        let batches = try estimator(5, batch: 300).fit(.double(sample))
        #expect(batches.inertia >= whole.inertia * (1 - 1e-12) && batches.inertia < whole.inertia * 1.05)
    }

    @Test func whatCannotBeClusteredIsRefused() throws {
        let sample = blobs(20, 2, centres: 2, spread: 1, seed: 1)
        for value in [Double.nan, .infinity, 1e91] {
            var broken = sample
            broken[11, 1] = value
            #expect(throws: LearningError.invalidNumber(in: "rows", row: 11, column: 1)) {
                try estimator(2).fit(.double(broken))
            }
        }
        #expect(throws: LearningError.tooFewRows(needed: 21, found: 20)) {
            try estimator(21).fit(.double(sample))
        }
        #expect(throws: LearningError.noRows) {
            try estimator(2).fit(.double(sample), weights: [Double](repeating: 0, count: 20))
        }
        #expect(throws: LearningError.self) {
            try estimator(2).fit(.double(sample), weights: [Double](repeating: -1, count: 20))
        }
        #expect(throws: LearningError.noRows) { try estimator(2).fit(.double(Matrix(rows: 0, columns: 2))) }
        #expect(throws: LearningError.noColumns) {
            try estimator(2).fit(.double(Matrix(rows: 9, columns: 0)))
        }
        #expect(throws: LearningError.sparseRows) { try estimator(2).fit(.sparse(SparseMatrix(sample))) }
        #expect(throws: ConfigurationError.self) { try estimator(0) }
    }
}

extension Int {
    fileprivate var asDouble: Double { Double(self) }
}
