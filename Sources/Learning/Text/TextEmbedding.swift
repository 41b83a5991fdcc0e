import FoundationEssentials
public import LinearAlgebra
public import Models

/// Learns how texts become dense vectors: the directions along which the TF-IDF of their words and characters differs most.
public struct TextEmbedding: TextEstimator {
    /// The checked settings.
    public let configuration: Configuration
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int
    private let blocks: TermBlockVectorizing

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// How texts become sparse vectors.
        public var terms: TermBlockVectorizing.Configuration
        /// Numbers a vector at most; above 0.
        public var dimensions: Int
        /// The residual of a direction, relative to its singular value, at which the search ends; above 0 and below 1.
        public var tolerance: Double
        /// Of the random start.
        public var seed: UInt64

        /// Creates settings; `TextEmbedding` checks them.
        public init(
            terms: TermBlockVectorizing.Configuration = .init(), dimensions: Int = 256,
            tolerance: Double = 1e-2, seed: UInt64 = 1
        ) {
            self.terms = terms
            self.dimensions = dimensions
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
    public init(
        _ configuration: Configuration = Configuration(), concurrency: Int? = nil
    ) throws(ConfigurationError) {
        guard configuration.dimensions > 0 && configuration.dimensions <= TextEmbedder.mostDimensions else {
            throw ConfigurationError(
                key: "dimensions", requirement: "a whole number in 1...\(TextEmbedder.mostDimensions)")
        }
        try ConfigurationError.check(tolerance: configuration.tolerance)
        blocks = try TermBlockVectorizing(configuration.terms, concurrency: concurrency)
        self.configuration = configuration
        self.concurrency = blocks.concurrency
    }

    /// Learns from texts.
    ///
    /// - Parameter texts: of the train slice only.
    /// - Returns: an embedder of the dimensions asked for, or fewer where texts or terms are fewer or lie along fewer directions.
    /// - Throws: as `learn(_:)`.
    /// - Complexity: as `learn(_:)`.
    public func fit(_ texts: [String]) throws(LearningError) -> TextEmbedder { try learn(texts).embedder }

    /// Learns from texts, and tells what it is worth.
    ///
    /// - Throws: `LearningError.noRows` for no texts, `noTerms` where no term may be kept, `unfinished` where the search for
    ///   directions ended without them.
    /// - Complexity: O(grams + terms log terms), and a decomposition.
    public func learn(_ texts: [String]) throws(LearningError) -> TextEmbeddingFit {
        let terms = try blocks.fit(texts)
        let rows = blocks.matrix(of: texts, by: terms)
        let found: DecompositionFit
        do {
            found = try Decomposition(
                .init(
                    rank: min(configuration.dimensions, texts.count, terms.columnCount),
                    tolerance: configuration.tolerance, seed: configuration.seed), concurrency: concurrency
            ).fit(.sparse(rows))
        } catch let error as LearningError {
            throw error
        } catch {
            preconditionFailure("settings that were checked hold")
        }
        guard found.hasConverged else { throw .unfinished(products: found.products) }
        let components = found.model.components
        var directions: [Float] = []
        directions.reserveCapacity(terms.columnCount * components.count)
        for column in 0..<terms.columnCount {
            for component in components { directions.append(Float(component[column])) }
        }
        do {
            return TextEmbeddingFit(
                embedder: try TextEmbedder(
                    terms: terms, dimensions: components.count, directions: directions),
                explained: found.explained, texts: texts.count)
        } catch {
            throw .invalidModel(error)
        }
    }

    /// The vectors of texts, NaN throughout where nothing is known; shape (texts, dimensions).
    ///
    /// - Complexity: O(grams * (log grams + dimensions)) a text.
    public func matrix(of texts: [String], by embedder: TextEmbedder) -> Matrix {
        Matrix(texts, columns: embedder.dimensions, concurrency: concurrency) { embedder.vector(of: $0) }
    }
}
