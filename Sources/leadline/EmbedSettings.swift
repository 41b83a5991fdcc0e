import Learning
import Models
import Terminal
import Workflow

/// The options of `leadline embed` that say how to learn by one of the methods.
enum EmbedSettings {
    private static let projection: [OptionSpecification] = [
        .value(
            "word-lengths", placeholder: "A..B", default: "1..2",
            help: "words a gram, up to 16; 'none' leaves words out"),
        .value(
            "character-lengths", placeholder: "A..B", default: "2..4",
            help: "characters a gram, up to 16; 'none' leaves characters out"),
        .value(
            "minimum-character-texts", placeholder: "N", default: "5",
            help: "texts that must have a run of characters"),
        .value("terms", placeholder: "N", help: "keep so many grams of words and so many of characters"),
    ]
    private static let words: [OptionSpecification] = [
        .value(
            "window", placeholder: "N", default: "5",
            help: "--method words: words to either side that a word stands near"
        ),
        .value(
            "words", placeholder: "N",
            help: "--method words: keep so many words, the most frequent ones, or the first of --word-vectors"
        ),
        .value(
            "smoothing", placeholder: "X", default: "1e-3",
            help: "--method words: a of a word's weight a / (a + p), for its share p of all words"),
        .flag("keep-common", help: "--method words: leave in what all texts have in common"),
        .value(
            "word-vectors", placeholder: "FILE",
            help:
                "--method words: take the vectors of words of a file as word2vec writes it, binary if its name ends with .bin, else text"
        ),
        .flag("words-of-texts", help: "--word-vectors: take only words that the texts have"),
    ]

    /// Those of both methods.
    static let options = projection + words

    /// The settings that arguments give.
    static func settings(_ arguments: ParsedArguments) throws -> EmbedderSettings {
        let limit = 1 << 30
        let dimensions = try arguments.integer("dimensions", in: 1...TextEmbedder.mostDimensions)
        let texts = try arguments.integer("minimum-texts", in: 1...limit) ?? 2
        let seed = UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1)
        if arguments.text("method") == "words" {
            try arguments.refuse(projection.map(\.name), because: "with --method words")
            let most = try arguments.integer("words", in: 1...limit)
            let smoothing = try arguments.number("smoothing") ?? 1e-3
            if let path = arguments.optionalText("word-vectors") {
                try arguments.refuse(
                    ["dimensions", "minimum-texts", "window"],
                    because: "with --word-vectors, which are not learned")
                return .wordFile(
                    WordFileSettings(
                        path: path, maximumWords: most, onlyWordsOfTexts: arguments.flag("words-of-texts"),
                        averaging: .init(
                            smoothing: smoothing, takesOffCommon: !arguments.flag("keep-common"), seed: seed))
                )
            }
            try arguments.refuse(["words-of-texts"], because: "without --word-vectors")
            return .words(
                WordVectorizing.Configuration(
                    dimensions: dimensions ?? 64, window: try arguments.integer("window", in: 1...1_000) ?? 5,
                    minimumTexts: texts, maximumWords: most, smoothing: smoothing,
                    takesOffCommon: !arguments.flag("keep-common"), seed: seed))
        }
        try arguments.refuse(words.map(\.name), because: "without --method words")
        let most = try arguments.integer("terms", in: 1...limit)
        func block(_ unit: TextAnalyzer.Unit, _ option: String, _ minimum: Int) throws
            -> TextVectorizing.Configuration?
        {
            guard arguments.text(option) != "none" else { return nil }
            let lengths = try arguments.lengths(option)
            return .init(
                analyzer: TextAnalyzer(unit: unit, shortest: lengths.shortest, longest: lengths.longest),
                minimumTexts: minimum, maximumTerms: most, isSublinear: true)
        }
        return .projection(
            .init(
                terms: .init(
                    words: try block(.words, "word-lengths", texts),
                    characters: try block(
                        .characters, "character-lengths",
                        try arguments.integer("minimum-character-texts", in: 1...limit) ?? 5)),
                dimensions: dimensions ?? 256, seed: seed))
    }
}
