import Learning
import Models
import Storage

extension WordFileSettings {
    /// What is taken of the file for texts, and how.
    ///
    /// A word of the file counts as it is read in a text: in normalization form C and in lower case. Of several that become the
    /// same the first is taken; what no text can have as a word, such as two words or a full stop, is passed over.
    ///
    /// - Throws: `StorageError`, `ConfigurationError`, `LearningError`, and `WorkflowError.unusable` where no text has one of the
    ///   words, or more numbers would be taken than may be.
    func learn(
        _ texts: [String], mostNumbers: Int = Self.mostNumbers, concurrency: Int? = nil
    ) throws -> (vectors: WordVectors, record: Record) {
        let averaging = try WordAveraging(averaging, concurrency: concurrency)
        let file = try WordVectorFile(path)
        let analyzer = TextAnalyzer()
        let admitted = onlyWordsOfTexts ? Self.words(of: texts, analyzer) : nil
        let room = mostNumbers / file.dimensions
        let most = min(maximumWords ?? .max, room)
        var seen: Set<String> = []
        var isFull = false
        let content = try file.read { bytes in
            guard let word = Self.word(bytes, analyzer), admitted?.contains(word) ?? true,
                !seen.contains(word)
            else { return nil }
            guard seen.count < most else {
                isFull = true
                return nil
            }
            seen.insert(word)
            return word
        }
        if isFull && most < maximumWords ?? .max {
            throw WorkflowError.unusable(
                what:
                    "\(path) has more than \(Figures.count(room)) words of \(file.dimensions) numbers to take, which are the most",
                remedy:
                    "give --words N for the first so many, or --words-of-texts for those that the texts have")
        }
        let record = Record(
            file: .init(
                digest: content.digest, form: file.form, words: file.words, dimensions: file.dimensions),
            maximumWords: maximumWords, onlyWordsOfTexts: onlyWordsOfTexts,
            averaging: averaging.configuration)
        do throws(LearningError) {
            guard !content.words.isEmpty else { throw .noTerms }
            let vectors = try averaging.fit(
                texts, words: content.words,
                vectors: content.words.indices.map { word in
                    content.numbers[word * file.dimensions..<(word + 1) * file.dimensions].map(Double.init)
                }, analyzer: analyzer)
            return (vectors, record)
        } catch {
            guard error == .noTerms else { throw error }
            throw WorkflowError.unusable(
                what: "no text has a word that is taken of \(path)",
                remedy: "look at the column, and whether the file is of the language of the texts")
        }
    }

    /// All words of texts.
    private static func words(of texts: [String], _ analyzer: TextAnalyzer) -> Set<String> {
        var words: Set<String> = []
        for text in texts { words.formUnion(analyzer.grams(of: TermBlocks.read(text)).texts) }
        return words
    }

    /// A word of the file as it is read in a text; nil where no text can have it.
    private static func word(_ bytes: Span<UInt8>, _ analyzer: TextAnalyzer) -> String? {
        var copy: [UInt8] = []
        copy.reserveCapacity(bytes.count)
        for place in 0..<bytes.count { copy.append(bytes[place]) }
        guard let text = String(validating: copy, as: UTF8.self) else { return nil }
        let read = TermBlocks.read(text)
        let grams = analyzer.grams(of: read)
        guard grams.ranges.count == 1 else { return nil }
        // Nothing but the word.
        let word = grams.texts[0]
        return word == read.lowercased() ? word : nil
    }
}
