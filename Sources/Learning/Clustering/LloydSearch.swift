import LinearAlgebra

/// Lloyd's iterations: rows go to the nearest centre, centres to the mean of their rows.
///
/// With bounds that spare most distances, after G. Hamerly, "Making k-means even faster" (2010): the clusters are those of
/// all distances, and so are the sums' bits.
struct LloydSearch {
    let design: DesignMatrix
    let weights: [Double]?
    let norms: [Double]
    /// Whether centres are brought to length 1.
    let isSpherical: Bool
    let concurrency: Int

    /// Where iterations ended.
    struct Result {
        var centres: Matrix
        var clusters: [Int32]
        /// The weight of each cluster.
        var weights: [Double]
        var inertia: Double
        var iterations: Int
        var hasConverged: Bool
        /// Rows that were made the centre of an empty cluster.
        var repairs: Int
    }

    /// Iterates from some centres.
    ///
    /// - Parameters:
    ///   - start: shape (clusters, columns).
    ///   - maximumIterations: 0 assigns the rows and leaves the centres.
    ///   - tolerance: the iterations end where centres go less than this, by the sum of squares; they end in any case where
    ///     no row changes its cluster.
    func run(from start: Matrix, maximumIterations: Int, tolerance: Double) -> Result {
        let count = start.rows
        let blocks = self.blocks(clusters: count)
        let parts = blocks.map { LloydBlock(rows: $0, clusters: count, columns: design.columns) }
        let work = RowBlocks(rowCount: parts.count, blockSize: 1, concurrency: concurrency)
        var centres = start
        var moves: CentreMoves?
        var (iterations, repairs) = (0, 0)
        var hasConverged = false
        while true {
            let search = CentreSearch(centres, for: design)
            let last = moves
            let changed = work.map { index in
                parts[index.lowerBound].assign(
                    by: search, last, design: design, norms: norms, weights: weights)
            }.reduce(0, +)
            // An empty cluster found at the end may take further steps, though not for ever.
            let mayRepair = maximumIterations > 0 && iterations < maximumIterations + count
            let repaired = mayRepair ? repair(parts, centres, work) : 0
            repairs += repaired
            hasConverged = hasConverged || (changed == 0 && repaired == 0)
            if (hasConverged || iterations >= maximumIterations) && repaired == 0 { break }
            let next = self.centres(parts, before: centres)
            let step = CentreMoves(from: centres, to: next, rows: design.rows)
            centres = next
            moves = step
            iterations += 1
            if step.total <= tolerance && repaired == 0 { hasConverged = true }
        }
        let final = centres
        let inertia = work.map { index in
            let part = parts[index.lowerBound]
            let squares = design.squaredDistances(part.rows, to: final, part.clusters)
            return zip(part.rows, squares).reduce(0) { $0 + (weights?[$1.0] ?? 1) * $1.1 }
        }
        let width = design.columns + 1
        let sums = self.sums(parts)
        return Result(
            centres: centres, clusters: parts.flatMap(\.clusters),
            weights: (0..<count).map { sums[$0 * width + width - 1] }, inertia: inertia.reduce(0, +),
            iterations: iterations, hasConverged: hasConverged, repairs: repairs)
    }

    /// Blocks by the shape alone, whose sums together stay below four million numbers, or two blocks' worth.
    private func blocks(clusters: Int) -> RowBlocks {
        let count = max(2, min(64, 4_194_304 / (clusters * (design.columns + 1))))
        return RowBlocks(
            rowCount: design.rows, blockSize: max(1024, (design.rows + count - 1) / count),
            concurrency: concurrency)
    }

    private func sums(_ parts: [LloydBlock]) -> [Double] {
        var sums = parts[0].sums
        for part in parts.dropFirst() {
            let own = part.sums
            for index in sums.indices { sums[index] += own[index] }
        }
        return sums
    }

    /// The means of the clusters' rows; an empty cluster's centre stays.
    private func centres(_ parts: [LloydBlock], before: Matrix) -> Matrix {
        let sums = sums(parts)
        let columns = design.columns
        var centres = before
        for cluster in 0..<before.rows {
            let weight = sums[cluster * (columns + 1) + columns]
            guard weight > 0 else { continue }
            var mean = (0..<columns).map { sums[cluster * (columns + 1) + $0] / weight }
            if isSpherical {
                let norm = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
                guard norm > 0 else { continue }
                mean = mean.map { $0 / norm }
            }
            for column in 0..<columns { centres[cluster, column] = mean[column] }
        }
        return centres
    }

    /// Gives each empty cluster the row that is farthest from its centre, and of equally far ones the first.
    ///
    /// - Returns: the clusters that got a row; fewer than are empty where rows are equal to their centres.
    private func repair(_ parts: [LloydBlock], _ centres: Matrix, _ work: RowBlocks) -> Int {
        let width = design.columns + 1
        let sums = sums(parts)
        var empty = (0..<centres.rows).filter { !(sums[$0 * width + width - 1] > 0) }
        guard !empty.isEmpty else { return 0 }
        let squares = work.map { index in
            let part = parts[index.lowerBound]
            return design.squaredDistances(part.rows, to: centres, part.clusters)
        }.flatMap { $0 }
        let clusters = parts.flatMap(\.clusters)
        var counts = [Int](repeating: 0, count: centres.rows)
        for row in clusters.indices where (weights?[row] ?? 1) > 0 { counts[Int(clusters[row])] += 1 }
        let candidates = clusters.indices.filter { squares[$0] > 0 && (weights?[$0] ?? 1) > 0 }
            .sorted { (squares[$1], $0) < (squares[$0], $1) }
        var repaired = 0
        empty.reverse()
        for row in candidates where !empty.isEmpty && counts[Int(clusters[row])] > 1 {
            counts[Int(clusters[row])] -= 1
            let cluster = empty.removeLast()
            parts[row / (parts[0].rows.count)].place(row, into: cluster, design: design, weights: weights)
            repaired += 1
        }
        return repaired
    }
}
