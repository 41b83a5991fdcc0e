import FoundationEssentials
public import LinearAlgebra
import Models

/// The directions along which rows differ most: a truncated singular value decomposition, and with means taken off the principal
/// components.
///
/// By randomized block Krylov spaces until the residuals are small enough (`SingularTriplets`). Sparse rows stay sparse, centred
/// or not. The bits do not depend on threads.
public struct Decomposition: Sendable {
    /// The checked settings.
    public let configuration: Configuration
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// The number of components; above 0.
        public var rank: Int
        /// Whether the columns' means are taken off.
        public var isCentred: Bool
        /// The residual of a component, relative to its singular value, at which the search ends; above 0 and below 1.
        public var tolerance: Double
        /// Products of the matrix with blocks of vectors at most, above 0; a few more are made where the rank needs them.
        public var maximumProducts: Int
        /// Of the random start.
        public var seed: UInt64

        /// Creates settings; `Decomposition` checks them.
        public init(
            rank: Int, isCentred: Bool = false, tolerance: Double = 1e-5, maximumProducts: Int = 2_000,
            seed: UInt64 = 1
        ) {
            self.rank = rank
            self.isCentred = isCentred
            self.tolerance = tolerance
            self.maximumProducts = maximumProducts
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
        guard configuration.rank > 0 && configuration.rank <= 10_000 else {
            throw ConfigurationError(key: "rank", requirement: "a whole number in 1...10000")
        }
        try ConfigurationError.check(tolerance: configuration.tolerance)
        try ConfigurationError.check(count: configuration.maximumProducts, of: "maximumProducts")
        self.configuration = configuration
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        precondition(self.concurrency > 0, "at least one thread works")
    }

    /// Finds the components.
    ///
    /// - Parameter rows: dense or sparse; shape (rows, columns).
    /// - Returns: as many components as were asked for, or fewer where the rows have no more.
    /// - Throws: `LearningError` for numbers that are not within ±1e90, a rank above the shorter side, and rows that are all 0 or,
    ///   where means are taken off, all equal.
    /// - Complexity: as of `DesignMatrix.singularTriplets`.
    public func fit(_ rows: DesignMatrix) throws(LearningError) -> DecompositionFit {
        guard rows.rows > 0 else { throw .noRows }
        guard rows.columns > 0 else { throw .noColumns }
        guard configuration.rank <= min(rows.rows, rows.columns) else {
            throw .rankTooHigh(configuration.rank, rows: rows.rows, columns: rows.columns)
        }
        let survey = rows.survey(weights: nil, limit: DesignEncoder.limit, concurrency: concurrency)
        if let place = survey.firstBeyondLimit {
            throw .invalidNumber(in: "rows", row: place.row, column: place.column)
        }
        let means = configuration.isCentred ? rows.columnMeans(concurrency: concurrency) : nil
        let triplets: SingularTriplets
        do {
            triplets = try rows.singularTriplets(
                rank: configuration.rank, means: means, tolerance: configuration.tolerance,
                maximumProducts: configuration.maximumProducts, seed: configuration.seed,
                concurrency: concurrency)
        } catch {
            throw .overflow
        }
        // What is left of equal rows is rounding.
        let size = survey.magnitudes.reduce(0, +)
        guard let greatest = triplets.values.first, greatest > 0x1p-45 * size / Double(rows.rows) else {
            throw .noColumns
        }
        return try DecompositionFit(
            triplets, means: means, squares: rows.sumOfSquares(around: means, concurrency: concurrency))
    }
}
