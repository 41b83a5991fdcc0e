public import LinearAlgebra
public import Models

/// Learns vectors of words from the texts they stand in: directions of positive pointwise mutual information (PPMI-SVD), averaged
/// by smooth inverse frequency.
///
/// Words that stand near the same words get similar vectors; a word's is its row of the left singular vectors times the roots of
/// the singular values.
///
/// Source: O. Levy and Y. Goldberg, "Neural word embedding as implicit matrix factorization" (2014).
public struct WordVectorizing: TextEstimator {
    /// The checked settings.
    public let configuration: Configuration
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int
    private let averaging: WordAveraging

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// Numbers a vector; above 0.
        public var dimensions: Int
        /// Words to either side that a word stands near; above 0.
        public var window: Int
        /// Texts that must have a word; above 0.
        public var minimumTexts: Int
        /// The most words that are kept, the most frequent ones; nil for all.
        public var maximumWords: Int?
        /// a of a word's weight a / (a + p), for its share p of all words; above 0.
        public var smoothing: Double
        /// Whether what all texts have in common is taken off.
        public var takesOffCommon: Bool
        /// Of the random start.
        public var seed: UInt64

        /// Creates settings; `WordVectorizing` checks them.
        public init(
            dimensions: Int, window: Int = 5, minimumTexts: Int = 2, maximumWords: Int? = nil,
            smoothing: Double = 1e-3, takesOffCommon: Bool = true, seed: UInt64 = 1
        ) {
            self.dimensions = dimensions
            self.window = window
            self.minimumTexts = minimumTexts
            self.maximumWords = maximumWords
            self.smoothing = smoothing
            self.takesOffCommon = takesOffCommon
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
        for (key, value, limit) in [
            ("dimensions", configuration.dimensions, 10_000), ("window", configuration.window, 1_000),
            ("minimumTexts", configuration.minimumTexts, 1 << 30),
            ("maximumWords", configuration.maximumWords ?? 1, 1 << 30),
        ] where value <= 0 || value > limit {
            throw ConfigurationError(key: key, requirement: "a whole number in 1...\(limit)")
        }
        averaging = try WordAveraging(
            .init(
                smoothing: configuration.smoothing, takesOffCommon: configuration.takesOffCommon,
                seed: configuration.seed), concurrency: concurrency)
        guard configuration.dimensions > 1 || !configuration.takesOffCommon else {
            throw ConfigurationError(
                key: "dimensions",
                requirement:
                    "2 or more where what all texts have in common is taken off, since nothing would be left of one"
            )
        }
        self.configuration = configuration
        self.concurrency = averaging.concurrency
    }

    /// Learns from texts.
    ///
    /// - Parameter texts: of the train slice only.
    /// - Returns: vectors with the dimensions asked for, or fewer where the words have no more.
    /// - Throws: `LearningError.noRows` for no texts, `noTerms` where no two words are kept that stand near each other,
    ///   `rankTooHigh` for more dimensions than words, `unfinished` where the search for them ended without them.
    /// - Complexity: O(words of the texts * window), and a decomposition.
    public func fit(_ texts: [String]) throws(LearningError) -> WordVectors {
        let texts = texts.map(TermBlocks.read)
        let terms = try counted(texts)
        guard case .terms(let words) = terms.columns else { preconditionFailure("terms were asked for") }
        var times = [Double](repeating: 0, count: words.count)
        var near = CoOccurrences(words: words.count)
        for text in texts {
            let known = terms.known(in: text)
            for word in known { times[word] += 1 }
            near.add(known, window: configuration.window)
        }
        let information = near.positiveInformation()
        guard !information.values.isEmpty else { throw .noTerms }
        let found: DecompositionFit
        do {
            found = try Decomposition(
                .init(rank: configuration.dimensions, seed: configuration.seed), concurrency: concurrency
            ).fit(.sparse(information))
        } catch let error as LearningError {
            throw error
        } catch {
            preconditionFailure("settings that were checked hold")
        }
        guard found.hasConverged else { throw .unfinished(products: found.products) }
        let roots = found.singularValues.map { $0.squareRoot() }
        let plain: WordVectors
        do {
            plain = try WordVectors(
                analyzer: terms.analyzer, words: words,
                vectors: words.indices.map { word in roots.indices.map { found.scores[word, $0] / roots[$0] }
                }, weights: [Double](repeating: 1, count: words.count), common: nil)
        } catch {
            throw .invalidModel(error)
        }
        return try averaging.weighed(plain, times, texts)
    }

    private func counted(_ texts: [String]) throws(LearningError) -> TextVectorizer {
        do {
            return try TextVectorizing(
                .init(
                    minimumTexts: configuration.minimumTexts, maximumTerms: configuration.maximumWords,
                    weighsRarity: false), concurrency: concurrency
            ).fit(texts)
        } catch let error as LearningError {
            throw error
        } catch {
            preconditionFailure("settings that were checked hold")
        }
    }

    /// The vectors of texts, NaN throughout where no word is known; shape (texts, dimensions).
    ///
    /// - Complexity: O(words * dimensions) a text.
    public func matrix(of texts: [String], by vectors: WordVectors) -> Matrix {
        Matrix(texts, columns: vectors.dimensions, concurrency: concurrency) { vectors.vector(of: $0) }
    }
}
