import FoundationEssentials
public import LinearAlgebra
import Models

/// k-means: clusters around centres that are the means of their rows.
///
/// Minimizes `sum_i weight_i * |row_i - centre of its cluster|^2` from greedy k-means++ starts, by Lloyd's iterations or, for
/// very many rows, by batches. A row belongs to the nearest centre by distances in double precision, of several the first,
/// whatever precision rows are stored in. The bits do not depend on threads.
///
/// Sources: S. Lloyd, "Least squares quantization in PCM" (1982); D. Arthur and S. Vassilvitskii, "k-means++: the advantages of
/// careful seeding" (2007), with several candidates a step as they propose; D. Sculley, "Web-scale k-means clustering" (2010);
/// I. Dhillon and D. Modha, "Concept decompositions for large sparse text data using clustering" (2001) for rows of length 1.
public struct KMeans: Sendable {
    /// The checked settings.
    public let configuration: Configuration
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// The number of clusters; above 0.
        public var clusters: Int
        /// Whether directions are compared rather than positions: rows and centres are brought to length 1.
        public var isSpherical: Bool
        /// Rows a batch, above 0; nil takes all rows in each iteration.
        public var batchSize: Int?
        /// Starts, of which the fit with the least inertia is taken; above 0.
        public var restarts: Int
        /// Iterations, or batches, at most; above 0.
        public var maximumIterations: Int
        /// The iterations end where the squared movement of all centres is less than this share of the mean variance of the
        /// columns; not below 0.
        public var tolerance: Double
        /// Of the random numbers.
        public var seed: UInt64

        /// Creates settings; `KMeans` checks them.
        public init(
            clusters: Int, isSpherical: Bool = false, batchSize: Int? = nil, restarts: Int = 4,
            maximumIterations: Int = 300, tolerance: Double = 1e-4, seed: UInt64 = 1
        ) {
            self.clusters = clusters
            self.isSpherical = isSpherical
            self.batchSize = batchSize
            self.restarts = restarts
            self.maximumIterations = maximumIterations
            self.tolerance = tolerance
            self.seed = seed
        }
    }

    /// Creates the estimator.
    ///
    /// - Parameters:
    ///   - configuration: checked here.
    ///   - concurrency: threads at most; nil takes one a processor.
    /// - Throws: `ConfigurationError` for a setting out of its range.
    /// - Precondition: the concurrency is above 0.
    public init(_ configuration: Configuration, concurrency: Int? = nil) throws(ConfigurationError) {
        for (key, value) in [
            ("clusters", configuration.clusters), ("batchSize", configuration.batchSize ?? 1),
            ("restarts", configuration.restarts), ("maximumIterations", configuration.maximumIterations),
        ] where value <= 0 || value > 1 << 24 {
            throw ConfigurationError(key: key, requirement: "a whole number in 1...16777216")
        }
        guard configuration.tolerance >= 0 && configuration.tolerance < 1 else {
            throw ConfigurationError(key: "tolerance", requirement: "a number not below 0 and below 1")
        }
        self.configuration = configuration
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        precondition(self.concurrency > 0, "at least one thread works")
    }

    /// Finds clusters.
    ///
    /// - Parameters:
    ///   - rows: dense; shape (rows, columns).
    ///   - weights: how much each row counts, shape (rows), finite and not below 0; nil stands for 1 each.
    ///   - start: the centres to start from, in place of restarts; shape (clusters, columns).
    /// - Throws: `LearningError` for numbers that are not within ±1e90, weights that are none, fewer rows than clusters, sparse
    ///   rows and, where directions are compared, a row of zeros.
    /// - Complexity: O(iterations * rows * clusters * columns) at most.
    public func fit(
        _ rows: DesignMatrix, weights: [Double]? = nil, start: Matrix? = nil
    ) throws(LearningError) -> KMeansFit {
        let sample = try ClusterRows(
            rows, weights: weights, isSpherical: configuration.isSpherical, centres: start,
            concurrency: concurrency)
        return try fit(sample, start: start)
    }

    /// Finds clusters among rows that were checked.
    func fit(_ sample: ClusterRows, start: Matrix? = nil) throws(LearningError) -> KMeansFit {
        let counted = sample.weights.map { $0.count { $0 > 0 } } ?? sample.design.rows
        guard counted >= configuration.clusters else {
            throw .tooFewRows(needed: configuration.clusters, found: counted)
        }
        let lloyd = LloydSearch(
            design: sample.design, weights: sample.weights, norms: sample.norms,
            isSpherical: configuration.isSpherical, concurrency: concurrency)
        if let start {
            guard start.rows == configuration.clusters, start.columns == sample.design.columns else {
                throw .wrongCount(
                    of: "numbers of the start", expected: configuration.clusters * sample.design.columns,
                    found: start.elements.count)
            }
            guard let index = start.elements.firstIndex(where: { !(abs($0) <= DesignEncoder.limit) }) else {
                return try search(lloyd, sample, from: start, attempt: 0)
            }
            throw .invalidNumber(
                in: "start", row: index / start.columns, column: index % start.columns)
        }
        let seeding = GreedySeeding(sample: sample, concurrency: concurrency)
        var best: KMeansFit?
        for attempt in 0..<configuration.restarts {
            var random = CounterRandom(seed: configuration.seed, stream: "k-means start")
                .substream(UInt32(attempt))
            let centres = seeding.centres(configuration.clusters, &random)
            let found = try search(lloyd, sample, from: centres, attempt: attempt)
            if found.inertia < best?.inertia ?? .infinity { best = found }
        }
        guard let best else { preconditionFailure("an inertia of finite rows is finite") }
        return best
    }

    private func search(
        _ lloyd: LloydSearch, _ sample: ClusterRows, from start: Matrix, attempt: Int
    ) throws(LearningError) -> KMeansFit {
        guard let batchSize = configuration.batchSize, batchSize < sample.design.rows else {
            return try KMeansFit(
                lloyd.run(
                    from: start, maximumIterations: configuration.maximumIterations,
                    tolerance: configuration.tolerance * sample.meanVariance), configuration)
        }
        let batches = BatchSearch(
            sample: sample, batchSize: batchSize, isSpherical: configuration.isSpherical,
            random: CounterRandom(seed: configuration.seed, stream: "k-means batches")
                .substream(UInt32(attempt)))
        let result = batches.run(from: start, maximumIterations: configuration.maximumIterations)
        var whole = lloyd.run(from: result.centres, maximumIterations: 0, tolerance: 0)
        whole.iterations = result.iterations
        whole.hasConverged = result.hasConverged
        return try KMeansFit(whole, configuration)
    }
}
