import Arithmetic
import LinearAlgebra

/// Compares how much inertia clusters take away from rows with how much they take from rows without groups.
struct ClusterStructure {
    let rows: ClusterRows
    /// Of the fits; its number of clusters is not used.
    let configuration: KMeans.Configuration
    /// Draws of rows without groups.
    let draws: Int
    let concurrency: Int

    /// Rows that are looked at, at most.
    static let rowLimit = 2_000
    /// Rows of which less can be told than there is to tell.
    private static let fewestRows = 20
    /// Numbers of clusters that are tried, at most.
    private static let triedCounts = 8
    /// Starts of each fit: enough for draws and rows to be judged alike.
    private static let restarts = 2

    /// The test.
    ///
    /// - Parameter counts: numbers of clusters; of many some are taken, evenly.
    /// - Complexity: that of `draws` times eight fits to `rowLimit` rows.
    func test(counts: ClosedRange<Int>) throws(LinearAlgebraError) -> StructureTest {
        let chosen = Silhouette.draw(
            min(Self.rowLimit, rows.design.rows), of: rows.design.rows, seed: configuration.seed)
        let own = rows.design.selected(chosen)
        let unmeasured = StructureTest(
            statistic: nil, nullQuantile: nil, pValue: nil, clusters: nil, draws: draws, rows: own.rows,
            verdict: .notMeasured)
        let tried = tried(counts).filter { 2 * $0 <= own.rows }
        let stream = CounterRandom(seed: configuration.seed, stream: "cluster structure")
        guard own.rows >= Self.fewestRows, !tried.isEmpty,
            let groupless = try GrouplessRows(own, stream.substream(0))
        else { return unmeasured }
        // The rows themselves come first, then the draws.
        let gains = RowBlocks(rowCount: draws + 1, blockSize: 1, concurrency: concurrency).map { place in
            let index = place.lowerBound
            var random = stream.substream(UInt32(index + 1))
            let seed = random.next()
            return self.gains(index == 0 ? own : groupless.draw(&random), tried, seed: seed)
        }
        let measured = tried.indices.filter { place in gains.allSatisfy { $0[place].isFinite } }
        let moments = measured.map { place in
            let values = gains.dropFirst().map { $0[place] }
            let mean = values.reduce(0, +) / Double(draws)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, draws - 1))
            return (place: place, mean: mean, deviation: variance.squareRoot())
        }.filter { $0.deviation > 0 }
        guard let first = moments.first else { return unmeasured }
        func statistic(_ gains: [Double]) -> (deviations: Double, place: Int) {
            var greatest = (deviations: -Double.infinity, place: first.place)
            for moment in moments {
                let deviations = (gains[moment.place] - moment.mean) / moment.deviation
                if deviations > greatest.deviations { greatest = (deviations, moment.place) }
            }
            return greatest
        }
        let found = statistic(gains[0])
        let null = gains.dropFirst().map { statistic($0).deviations }.sorted()
        let exceeding = null.count { $0 >= found.deviations }
        let pValue = Double(1 + exceeding) / Double(draws + 1)
        return StructureTest(
            statistic: found.deviations,
            nullQuantile: null.interpolated(
                at: min((1 - StructureTest.level) * Double(draws + 1), Double(draws)) - 1),
            pValue: pValue, clusters: tried[found.place], draws: draws, rows: own.rows,
            verdict: pValue <= StructureTest.level ? .structure : .none)
    }

    private func tried(_ counts: ClosedRange<Int>) -> [Int] {
        let counts = Array(counts.filter { $0 > 1 })
        guard counts.count > Self.triedCounts else { return counts }
        return (0..<Self.triedCounts).map { counts[$0 * (counts.count - 1) / (Self.triedCounts - 1)] }
    }

    /// For each number of clusters the logarithm of how many times less inertia they leave; not finite where they cannot be made.
    private func gains(_ matrix: Matrix, _ counts: [Int], seed: UInt64) -> [Double] {
        let failed = counts.map { _ in Double.nan }
        var elements = matrix.elements
        var count = matrix.rows
        if configuration.isSpherical {
            // A draw may have rows without a direction.
            let directed = (0..<matrix.rows).filter { row in
                (0..<matrix.columns).contains { matrix[row, $0] != 0 }
            }
            count = directed.count
            elements = directed.flatMap { row in (0..<matrix.columns).map { matrix[row, $0] } }
        }
        guard
            let sample = try? ClusterRows(
                .double(Matrix(rows: count, columns: matrix.columns, elements: elements)), weights: nil,
                isSpherical: configuration.isSpherical, concurrency: 1),
            let whole = inertia(sample, 1, seed: seed), whole > 0
        else { return failed }
        return counts.map { count in
            guard let left = inertia(sample, count, seed: seed), left > 0 else { return .nan }
            return PortableMath.log(whole / left)
        }
    }

    private func inertia(_ sample: ClusterRows, _ count: Int, seed: UInt64) -> Double? {
        var single = configuration
        single.clusters = count
        single.restarts = Self.restarts
        single.batchSize = nil
        single.seed = seed
        return (try? KMeans(single, concurrency: 1).fit(sample))?.inertia
    }
}
