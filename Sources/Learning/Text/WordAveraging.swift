import FoundationEssentials
import LinearAlgebra
public import Models

/// Learns how much words count whose vectors are known, and what all texts have in common: smooth inverse frequency (SIF).
///
/// A word's weight is a / (a + p) for its share p of all known words of the texts; one that no text has weighs 1.
///
/// Source: S. Arora, Y. Liang and T. Ma, "A simple but tough-to-beat baseline for sentence embeddings" (2017).
public struct WordAveraging: Sendable {
    /// The checked settings.
    public let configuration: Configuration
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// a of a word's weight a / (a + p), for its share p of all known words; above 0.
        public var smoothing: Double
        /// Whether what all texts have in common is taken off; of one dimension it is not, since nothing would be left.
        public var takesOffCommon: Bool
        /// Of the random start of the search for it.
        public var seed: UInt64

        /// Creates settings; `WordAveraging` checks them.
        public init(smoothing: Double = 1e-3, takesOffCommon: Bool = true, seed: UInt64 = 1) {
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
    public init(
        _ configuration: Configuration = Configuration(), concurrency: Int? = nil
    ) throws(ConfigurationError) {
        guard configuration.smoothing > 0 && configuration.smoothing <= 1 else {
            throw ConfigurationError(key: "smoothing", requirement: "a number above 0 and not above 1")
        }
        self.configuration = configuration
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        precondition(self.concurrency > 0, "at least one thread works")
    }

    /// Learns from texts.
    ///
    /// - Parameters:
    ///   - texts: of the train slice only.
    ///   - words: as the analyzer finds them, each once.
    ///   - vectors: shape (words, dimensions).
    ///   - analyzer: how texts become words.
    /// - Throws: `LearningError.noRows` for no texts, `noTerms` where no text has one of the words, `invalidModel` for vectors that
    ///   cannot be used.
    /// - Complexity: O(words of the texts * dimensions), and a decomposition of rank 1.
    public func fit(
        _ texts: [String], words: [String], vectors: [[Double]], analyzer: TextAnalyzer = TextAnalyzer()
    ) throws(LearningError) -> WordVectors {
        guard !texts.isEmpty else { throw .noRows }
        let plain: WordVectors
        do {
            plain = try WordVectors(
                analyzer: analyzer, words: words, vectors: vectors,
                weights: [Double](repeating: 1, count: words.count), common: nil)
        } catch {
            throw .invalidModel(error)
        }
        var times = [Double](repeating: 0, count: words.count)
        for text in texts { for word in plain.known(in: text) { times[word] += 1 } }
        return try weighed(plain, times, texts)
    }

    /// Vectors with the weights of words that come so often, and the common direction of texts.
    ///
    /// - Throws: `LearningError.noTerms` where no word comes.
    func weighed(
        _ plain: WordVectors, _ times: [Double], _ texts: [String]
    ) throws(LearningError) -> WordVectors {
        let all = times.reduce(0, +)
        guard all > 0 else { throw .noTerms }
        do {
            let weighed = try WordVectors(
                analyzer: plain.analyzer, words: plain.words, vectors: plain.vectors,
                weights: times.map { configuration.smoothing / (configuration.smoothing + $0 / all) },
                common: nil)
            return configuration.takesOffCommon && weighed.dimensions > 1
                ? try weighed.takingOff(try common(of: texts, by: weighed)) : weighed
        } catch let error as LearningError {
            throw error
        } catch let error as ModelError {
            throw .invalidModel(error)
        } catch {
            preconditionFailure("no other errors are thrown")
        }
    }

    /// The direction that explains most of the texts' averages; nil where there is none.
    private func common(of texts: [String], by vectors: WordVectors) throws -> [Double]? {
        let rows = texts.compactMap { vectors.vector(of: $0) }
        guard !rows.isEmpty else { return nil }
        let matrix = Matrix(rows: rows.count, columns: vectors.dimensions, elements: rows.flatMap { $0 })
        return try Decomposition(.init(rank: 1, seed: configuration.seed), concurrency: concurrency)
            .fit(.double(matrix)).model.components[0]
    }
}
