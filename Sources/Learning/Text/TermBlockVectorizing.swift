import FoundationEssentials
public import LinearAlgebra
public import Models

/// Learns which grams of words and of characters texts have and how rare each is: TF-IDF in two blocks.
public struct TermBlockVectorizing: TextEstimator {
    /// The checked settings.
    public let configuration: Configuration
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int
    private let words: TextVectorizing?
    private let characters: TextVectorizing?

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// Of the block of words; nil for none.
        public var words: TextVectorizing.Configuration?
        /// Of the block of characters; nil for none.
        public var characters: TextVectorizing.Configuration?

        /// One and two words that two texts have or more, 1 + ln of their counts.
        public static let usualWords = TextVectorizing.Configuration(
            analyzer: TextAnalyzer(shortest: 1, longest: 2), minimumTexts: 2, isSublinear: true)
        /// Two to four characters that five texts have or more, 1 + ln of their counts.
        public static let usualCharacters = TextVectorizing.Configuration(
            analyzer: TextAnalyzer(unit: .characters, shortest: 2, longest: 4), minimumTexts: 5,
            isSublinear: true)

        /// Creates settings; `TermBlockVectorizing` checks them.
        public init(
            words: TextVectorizing.Configuration? = usualWords,
            characters: TextVectorizing.Configuration? = usualCharacters
        ) {
            self.words = words
            self.characters = characters
        }
    }

    /// Creates the estimator.
    ///
    /// - Parameters:
    ///   - configuration: checked here.
    ///   - concurrency: threads at most; nil takes one a processor.
    /// - Throws: `ConfigurationError` for no block, a block of the other unit and a setting out of its range.
    /// - Precondition: the concurrency is above 0.
    public init(
        _ configuration: Configuration = Configuration(), concurrency: Int? = nil
    ) throws(ConfigurationError) {
        guard configuration.words != nil || configuration.characters != nil else {
            throw ConfigurationError(key: "words", requirement: "there, or 'characters'")
        }
        guard configuration.words?.analyzer.unit != .characters else {
            throw ConfigurationError(key: "words", requirement: "grams of words")
        }
        guard configuration.characters?.analyzer.unit != .words else {
            throw ConfigurationError(key: "characters", requirement: "grams of characters")
        }
        let threads = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        words = try configuration.words.map { settings throws(ConfigurationError) in
            try TextVectorizing(settings, concurrency: threads)
        }
        characters = try configuration.characters.map { settings throws(ConfigurationError) in
            try TextVectorizing(settings, concurrency: threads)
        }
        self.configuration = configuration
        self.concurrency = threads
    }

    /// Learns from texts.
    ///
    /// - Parameter texts: of the train slice only.
    /// - Returns: blocks whose terms ascend by their UTF-8; a block of which no term may be kept is left out.
    /// - Throws: `LearningError.noRows` for no texts, `noTerms` where no block has a term.
    /// - Complexity: O(grams + terms log terms).
    public func fit(_ texts: [String]) throws(LearningError) -> TermBlocks {
        let texts = texts.map(TermBlocks.read)
        let (words, characters) = (try Self.fit(words, texts), try Self.fit(characters, texts))
        guard words != nil || characters != nil else { throw .noTerms }
        do {
            return try TermBlocks(words: words, characters: characters)
        } catch {
            throw .invalidModel(error)
        }
    }

    private static func fit(
        _ block: TextVectorizing?, _ texts: [String]
    ) throws(LearningError) -> TextVectorizer? {
        do {
            return try block?.fit(texts)
        } catch LearningError.noTerms {
            return nil
        } catch {
            throw error
        }
    }

    /// The vectors of texts, an empty row where no gram is known; shape (texts, columns).
    ///
    /// - Complexity: O(grams log grams) a text.
    public func matrix(of texts: [String], by blocks: TermBlocks) -> SparseMatrix {
        SparseMatrix(texts, columns: blocks.columnCount, concurrency: concurrency) { blocks.vector(of: $0) }
    }
}
