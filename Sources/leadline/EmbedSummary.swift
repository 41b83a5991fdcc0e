import Features
import Models
import Registry
import Scoring
import Storage
import Terminal
import Workflow

/// What `leadline embed` prints.
struct EmbedSummary: Encodable {
    private let embedder: String
    private let version: String?
    private let isNew: Bool?
    private let texts: Int
    private let withoutVector: Int
    /// Rows that were left out since they were written too late; nil where no limit was asked for.
    private let later: Int?
    /// When the newest text that was learned from was written.
    private let latest: String?
    private let cut: Int
    private let vocabulary: Int
    private let dimensions: Int
    private let explained: Double?
    private let unknownShare: Double?
    /// The file that vectors of words were taken of.
    private let wordFile: WordFileSettings.Record.File?
    /// The share of letters by script.
    private let scripts: [String: Double]
    private let scriptWords: String
    /// The share of texts by language.
    private let languages: [String: Double]
    private let languageWords: String

    private enum CodingKeys: String, CodingKey {
        case embedder, version, isNew, texts, withoutVector, later, latest, cut, vocabulary, dimensions,
            explained,
            unknownShare, wordFile, scripts, languages
    }

    /// Of an embedder that was just learned.
    init(_ learned: LearnedEmbedder, _ published: PublishedVersion?) {
        self.init(
            digest: learned.package.digest,
            version: published.map { "\($0.manifest.name) version \($0.version)" },
            isNew: published?.isNew, learned.embedded, vocabulary: learned.quality.vocabulary,
            explained: learned.quality.explained, wordFile: learned.wordFile?.file,
            later: learned.latest == nil ? nil : learned.later, latest: learned.latest?.description)
    }

    /// Of an embedder that was there.
    init(_ stored: StoredEmbedder, _ embedded: EmbeddedTexts) {
        self.init(
            digest: stored.package.digest, version: stored.version, isNew: nil, embedded,
            vocabulary: stored.package.embedder.vocabularyCount, explained: nil, wordFile: nil)
    }

    private init(
        digest: Digest, version: String?, isNew: Bool?, _ embedded: EmbeddedTexts, vocabulary: Int,
        explained: Double?, wordFile: WordFileSettings.Record.File?, later: Int? = nil,
        latest: String? = nil
    ) {
        self.later = later
        self.latest = latest
        self.wordFile = wordFile
        embedder = "\(digest)"
        self.version = version
        self.isNew = isNew
        texts = embedded.facts.count
        withoutVector = embedded.withoutVector
        cut = embedded.cutCount
        self.vocabulary = vocabulary
        dimensions = embedded.dimensions
        self.explained = explained
        unknownShare = embedded.unknownShare
        scripts = Dictionary(
            embedded.scripts.map { ($0.name, $0.share) }, uniquingKeysWith: { first, _ in first })
        scriptWords = embedded.scripts.prefix(4).map { "\($0.name) \(Figures.percent($0.share))" }
            .joined(separator: ", ")
        let shares = embedded.languageShares
        languages = Dictionary(
            shares.map { ($0.code, $0.share) }, uniquingKeysWith: { first, _ in first })
        let rest = 1 - shares.reduce(0) { $0 + $1.share }
        languageWords =
            (shares.prefix(4).map { "\($0.code) \(Figures.percent($0.share))" }
            + (rest > 0.0005 ? ["not told \(Figures.percent(rest))"] : [])).joined(separator: ", ")
    }

    /// Prints it as lines or as JSON.
    func tell(_ console: Console, asJSON: Bool) throws {
        if asJSON {
            try console.json(self)
            return
        }
        console.line(
            "\(Figures.count(texts)) texts, \(Figures.count(vocabulary)) words or grams, \(dimensions) dimensions; "
                + "\(Figures.count(withoutVector)) texts without a vector")
        if let later, let latest {
            console.line(
                "the newest was written at \(latest)\(later > 0 ? "; \(Figures.count(later)) rows of later texts were left out" : "")"
            )
        }
        if let explained {
            console.line("the dimensions explain \(Figures.percent(explained)) of the squares")
        }
        if let wordFile {
            console.line("taken of \(Figures.count(wordFile.words)) words of the file \(wordFile.digest)")
        }
        if let unknownShare { console.line("\(Figures.percent(unknownShare)) of the words are unknown") }
        if !scriptWords.isEmpty { console.line("letters by script: \(scriptWords)") }
        if !languages.isEmpty { console.line("texts by language: \(languageWords)") }
        if cut > 0 {
            console.line("\(Figures.count(cut)) texts are so long that only their beginning counts")
        }
        console.line("embedder \(embedder)")
        if let version {
            console.line(isNew == false ? "\(version), which was there already" : version)
        }
    }
}
