import LinearAlgebra

/// Iterations over batches of rows, each centre the mean of all rows that ever came to it.
///
/// Source: D. Sculley, "Web-scale k-means clustering" (2010). Batches end where their smoothed inertia has not become less in
/// ten of them.
struct BatchSearch {
    let sample: ClusterRows
    let batchSize: Int
    let isSpherical: Bool
    let random: CounterRandom

    /// Batches without progress after which the search ends.
    private static let patience = 10

    func run(
        from start: Matrix, maximumIterations: Int
    ) -> (centres: Matrix, iterations: Int, hasConverged: Bool) {
        let design = sample.design
        let columns = design.columns
        var random = random
        var centres = start
        var counts = [Double](repeating: 0, count: start.rows)
        var found: [NearestCentre] = []
        let share = min(1, 2 * Double(batchSize) / Double(design.rows + 1))
        var (smoothed, least, waited) = (Double.nan, Double.infinity, 0)
        for iteration in 1...maximumIterations {
            let chosen = (0..<batchSize).map { _ in
                Int32(min(Int(random.nextUniform() * Double(design.rows)), design.rows - 1))
            }
            CentreSearch(centres, for: design).nearest(
                chosen, in: design, norms: sample.norms, into: &found)
            let batch = ClusterRows.Batch(chosen, found, sample, clusters: start.rows)
            // Rows that count nothing tell nothing.
            guard let inertia = batch.inertia(centres) else { continue }
            smoothed = smoothed.isNaN ? inertia : smoothed * (1 - share) + share * inertia
            for cluster in 0..<start.rows where batch.weights[cluster] > 0 {
                counts[cluster] += batch.weights[cluster]
                let rate = batch.weights[cluster] / counts[cluster]
                var mean = (0..<columns).map { column in
                    let own = batch.sums[cluster * (columns + 1) + column] / batch.weights[cluster]
                    return centres[cluster, column] + rate * (own - centres[cluster, column])
                }
                if isSpherical {
                    let norm = mean.reduce(0) { $0 + $1 * $1 }.squareRoot()
                    guard norm > 0 else { continue }
                    mean = mean.map { $0 / norm }
                }
                for column in 0..<columns { centres[cluster, column] = mean[column] }
            }
            (least, waited) = smoothed < least ? (smoothed, 0) : (least, waited + 1)
            if waited >= Self.patience { return (centres, iteration, true) }
        }
        return (centres, maximumIterations, false)
    }
}

extension ClusterRows {
    /// Rows that were drawn, and the clusters they came to.
    struct Batch {
        private let design: DesignMatrix
        private let clusters: [Int32]
        private let rowWeights: [Double]?
        /// The weighted sums of the clusters' rows and, last, their weights; shape (clusters, columns + 1).
        let sums: [Double]
        /// Of the clusters' rows.
        let weights: [Double]

        init(_ chosen: [Int32], _ found: [NearestCentre], _ sample: ClusterRows, clusters count: Int) {
            design = .double(sample.design.selected(chosen.map { Int($0) }))
            clusters = found.map(\.index)
            rowWeights = sample.weights.map { weights in chosen.map { weights[Int($0)] } }
            let width = design.columns + 1
            var sums = [Double](repeating: 0, count: count * width)
            design.addGroups(
                0..<chosen.count, clusters, chosen: [Bool](repeating: true, count: count),
                weights: rowWeights,
                to: &sums)
            self.sums = sums
            weights = (0..<count).map { sums[$0 * width + width - 1] }
        }

        /// The mean squared distance to the centres; nil where all weights are 0.
        func inertia(_ centres: Matrix) -> Double? {
            let squares = design.squaredDistances(0..<clusters.count, to: centres, clusters)
            var (sum, weight) = (0.0, 0.0)
            for (place, square) in squares.enumerated() {
                sum += (rowWeights?[place] ?? 1) * square
                weight += rowWeights?[place] ?? 1
            }
            return weight > 0 ? sum / weight : nil
        }
    }
}
