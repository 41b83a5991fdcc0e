public import Learning
public import Storage

/// How vectors of words that a file holds become an embedder.
public struct WordFileSettings: Equatable, Sendable {
    /// The file, as word2vec writes it.
    public var path: String
    /// The most words that are taken, those that come first in the file; nil for all.
    public var maximumWords: Int?
    /// Whether only words are taken that the texts have.
    public var onlyWordsOfTexts: Bool
    /// How much words count.
    public var averaging: WordAveraging.Configuration

    /// The most numbers that are taken, so that memory is bounded: 111,848 vectors of 300 numbers.
    public static let mostNumbers = 1 << 25

    /// Creates settings.
    public init(
        path: String, maximumWords: Int? = nil, onlyWordsOfTexts: Bool = false,
        averaging: WordAveraging.Configuration = .init()
    ) {
        self.path = path
        self.maximumWords = maximumWords
        self.onlyWordsOfTexts = onlyWordsOfTexts
        self.averaging = averaging
    }

    /// What was learned by, for files: the settings, and the file by its digest in place of its path.
    public struct Record: Codable, Equatable, Sendable {
        /// The file.
        public var file: File
        /// The most words that are taken; nil for all.
        public var maximumWords: Int?
        /// Whether only words are taken that the texts have.
        public var onlyWordsOfTexts: Bool
        /// How much words count.
        public var averaging: WordAveraging.Configuration

        /// A file of vectors of words.
        public struct File: Codable, Equatable, Sendable {
            /// SHA-256 of its bytes.
            public var digest: Digest
            /// How numbers are written.
            public var form: WordVectorFile.Form
            /// Words in it.
            public var words: Int
            /// Numbers a vector.
            public var dimensions: Int
        }
    }
}
