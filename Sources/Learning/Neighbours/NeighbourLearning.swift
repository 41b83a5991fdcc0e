import FoundationEssentials
public import LinearAlgebra
import Models

/// Learns the lists of an index, and how many of them are to be looked at.
///
/// The centres are those of k-means of rows that are drawn. Some rows are held out of that; how many lists must be looked at
/// for their neighbours among all rows is counted. The bits depend on rows and settings, not on threads.
public struct NeighbourLearning: Sendable {
    /// The checked settings.
    public let configuration: Configuration
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int

    /// Rows that k-means looks at, for each list, at most.
    private static let rowsEach = 128

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// How near rows are.
        public var measure: NeighbourMeasure
        /// Lists; nil takes the root of the number of rows with a vector.
        public var lists: Int?
        /// Neighbours of a row that are asked for; above 0.
        public var neighbours: Int
        /// Rows that are held out, at most, and never more than a fifth: half of them to choose by, half to measure on; above 1.
        public var heldOut: Int
        /// Of the random numbers.
        public var seed: UInt64

        /// Creates settings; `NeighbourLearning` checks them.
        public init(
            measure: NeighbourMeasure = .cosine, lists: Int? = nil, neighbours: Int = 10,
            heldOut: Int = 2_000, seed: UInt64 = 1
        ) {
            self.measure = measure
            self.lists = lists
            self.neighbours = neighbours
            self.heldOut = heldOut
            self.seed = seed
        }
    }

    /// Creates the estimator.
    ///
    /// - Parameter concurrency: threads at most; nil takes one a processor.
    /// - Throws: `ConfigurationError` for a setting out of its range.
    public init(_ configuration: Configuration, concurrency: Int? = nil) throws(ConfigurationError) {
        for (key, value, range) in [
            ("lists", configuration.lists ?? 1, 1...1 << 20),
            ("neighbours", configuration.neighbours, 1...10_000),
            ("heldOut", configuration.heldOut, 2...1_000_000),
        ] where !range.contains(value) {
            throw ConfigurationError(
                key: key, requirement: "a whole number in \(range.lowerBound)...\(range.upperBound)")
        }
        self.configuration = configuration
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
    }

    /// Learns from rows.
    ///
    /// - Parameter vectors: dense; a row that is NaN throughout is never found. Shape (rows, columns).
    /// - Throws: `LearningError` as `VectorRows`, and for fewer rows with a vector than lists.
    /// - Complexity: that of k-means of 128 rows a list, and O(rows * (lists + held out rows) * columns).
    public func learn(_ vectors: DesignMatrix) throws -> NeighbourLearned {
        let all = try VectorRows(
            vectors, measure: configuration.measure, named: "vectors", concurrency: concurrency
        ).rows
        guard !all.isEmpty else { throw LearningError.noRows }
        let count = configuration.lists ?? max(1, Int(Double(all.count).squareRoot().rounded()))
        let heldOut = draw(min(configuration.heldOut, all.count / 5), of: all, "neighbours held out")
        let isHeldOut = Set(heldOut)
        let rest = all.filter { !isHeldOut.contains($0) }
        let sample = draw(min(rest.count, count * Self.rowsEach), of: rest, "neighbours sample")
        let fit = try KMeans(
            KMeans.Configuration(
                clusters: count, isSpherical: configuration.measure == .cosine, restarts: 1,
                maximumIterations: 20, tolerance: 1e-3, seed: configuration.seed), concurrency: concurrency
        ).fit(vectors.rows(at: sample.map { Int($0) }))
        let model = fit.model
        let own = try ClusterAssignment(model, concurrency: concurrency).clusters(
            of: all.count == vectors.rows ? vectors : vectors.rows(at: all.map { Int($0) }))
        var lists = [Int32](repeating: -1, count: vectors.rows)
        for (row, list) in zip(all, own) { lists[Int(row)] = list }
        let centres = Matrix(
            rows: count, columns: model.columns, elements: model.centres.flatMap { $0 })
        let index = try NeighbourIndex(
            measure: configuration.measure, centres: centres, lists: lists, probes: count)
        let searched = NeighbourLists(
            vectors, measure: configuration.measure, lists: lists, centres: centres, concurrency: concurrency)
        return NeighbourLearned(
            index: index, lists: searched, neighbours: configuration.neighbours,
            choosing: stride(from: 0, to: heldOut.count, by: 2).map { heldOut[$0] },
            measuring: stride(from: 1, to: heldOut.count, by: 2).map { heldOut[$0] },
            concurrency: concurrency)
    }

    /// Different rows, ascending, each set of them as likely as any other.
    private func draw(_ count: Int, of rows: [Int32], _ stream: String) -> [Int32] {
        guard count < rows.count else { return rows }
        var random = CounterRandom(seed: configuration.seed, stream: stream)
        var chosen: [Int32] = []
        chosen.reserveCapacity(count)
        for (place, row) in rows.enumerated()
        where random.nextUniform() * Double(rows.count - place) < Double(count - chosen.count) {
            chosen.append(row)
        }
        return chosen
    }
}
