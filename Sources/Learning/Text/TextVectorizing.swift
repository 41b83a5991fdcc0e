import Arithmetic
import FoundationEssentials
public import LinearAlgebra
public import Models

/// Learns from texts which terms they have and how rare each is: TF-IDF.
///
/// The inverse document frequency is ln((1 + n) / (1 + df)) + 1 over n texts of which df have the term, as scikit-learn smooths it.
///
/// Source: K. Spärck Jones, "A statistical interpretation of term specificity and its application in retrieval" (1972).
public struct TextVectorizing: TextEstimator {
    /// The checked settings.
    public let configuration: Configuration
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// How texts become grams.
        public var analyzer: TextAnalyzer
        /// Columns that grams share by their hash; nil keeps a column a term.
        public var buckets: Int?
        /// Texts that must have a term, above 0; not for hashed columns.
        public var minimumTexts: Int
        /// The most terms that are kept, the most frequent ones, nil for all; not for hashed columns.
        public var maximumTerms: Int?
        /// Whether 1 + ln(count) stands for the count.
        public var isSublinear: Bool
        /// Whether rare terms weigh more.
        public var weighsRarity: Bool

        /// Creates settings; `TextVectorizing` checks them.
        public init(
            analyzer: TextAnalyzer = TextAnalyzer(), buckets: Int? = nil, minimumTexts: Int = 1,
            maximumTerms: Int? = nil, isSublinear: Bool = false, weighsRarity: Bool = true
        ) {
            self.analyzer = analyzer
            self.buckets = buckets
            self.minimumTexts = minimumTexts
            self.maximumTerms = maximumTerms
            self.isSublinear = isSublinear
            self.weighsRarity = weighsRarity
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
        guard configuration.analyzer.isUsable else {
            throw ConfigurationError(
                key: "lengths", requirement: "an ascending range in 1...\(TextAnalyzer.longestGram)")
        }
        for (key, value, limit) in [
            ("buckets", configuration.buckets ?? 1, TextVectorizer.mostBuckets),
            ("minimumTexts", configuration.minimumTexts, 1 << 30),
            ("maximumTerms", configuration.maximumTerms ?? 1, 1 << 30),
        ] where value <= 0 || value > limit {
            throw ConfigurationError(key: key, requirement: "a whole number in 1...\(limit)")
        }
        self.configuration = configuration
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        precondition(self.concurrency > 0, "at least one thread works")
    }

    /// Learns from texts.
    ///
    /// - Parameter texts: of the train slice only.
    /// - Returns: a vectorizer whose terms ascend by their UTF-8.
    /// - Throws: `LearningError.noRows` for no texts, `noTerms` where no term is left.
    /// - Complexity: O(grams + terms log terms).
    public func fit(_ texts: [String]) throws(LearningError) -> TextVectorizer {
        guard !texts.isEmpty else { throw .noRows }
        do {
            if let buckets = configuration.buckets {
                let plain = try TextVectorizer(
                    analyzer: configuration.analyzer, isSublinear: configuration.isSublinear,
                    columns: .hashed(buckets), weights: nil)
                guard configuration.weighsRarity else { return plain }
                var texted = [Int](repeating: 0, count: buckets)
                for text in texts {
                    for column in plain.counted(text).columns { texted[Int(column)] += 1 }
                }
                return try vectorizer(.hashed(buckets), texted, texts.count)
            }
            let (terms, texted) = terms(of: texts)
            guard !terms.isEmpty else { throw LearningError.noTerms }
            return try vectorizer(.terms(terms), texted, texts.count)
        } catch let error as LearningError {
            throw error
        } catch let error as ModelError {
            throw .invalidModel(error)
        } catch {
            preconditionFailure("no other errors are thrown")
        }
    }

    private func vectorizer(
        _ columns: TextVectorizer.Columns, _ texted: [Int], _ count: Int
    ) throws(ModelError) -> TextVectorizer {
        let weights = texted.map { PortableMath.log((1 + Double(count)) / (1 + Double($0))) + 1 }
        return try TextVectorizer(
            analyzer: configuration.analyzer, isSublinear: configuration.isSublinear, columns: columns,
            weights: configuration.weighsRarity ? weights : nil)
    }

    /// The terms that are kept, ascending, and how many texts have each.
    private func terms(of texts: [String]) -> (terms: [String], texted: [Int]) {
        var table = TermTable()
        var (times, texted, last): ([Int], [Int], [Int]) = ([], [], [])
        for (number, text) in texts.enumerated() {
            let grams = configuration.analyzer.grams(of: text)
            let bytes = grams.bytes.span
            for range in grams.ranges {
                let index = table.insert(bytes.extracting(range))
                if index == times.count {
                    times.append(0)
                    texted.append(0)
                    last.append(-1)
                }
                times[index] += 1
                if last[index] != number {
                    last[index] = number
                    texted[index] += 1
                }
            }
        }
        var kept = times.indices.filter { texted[$0] >= configuration.minimumTexts }
        kept.sort { table.term($0).lexicographicallyPrecedes(table.term($1)) }
        if let most = configuration.maximumTerms, kept.count > most {
            // The most frequent ones; of equally frequent ones the first.
            let order = kept.indices.sorted { (times[kept[$1]], $0) < (times[kept[$0]], $1) }
            kept = order.prefix(most).sorted().map { kept[$0] }
        }
        return (
            kept.map { String(decoding: table.term($0), as: UTF8.self) }, kept.map { texted[$0] }
        )
    }

    /// The vectors of texts, an empty row where no gram is known; shape (texts, columns).
    ///
    /// - Complexity: O(grams log grams) a text.
    public func matrix(of texts: [String], by vectorizer: TextVectorizer) -> SparseMatrix {
        SparseMatrix(texts, columns: vectorizer.columnCount, concurrency: concurrency) {
            vectorizer.vector(of: $0)
        }
    }
}
