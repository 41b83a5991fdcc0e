import Learning
import Models
import Storage
import Terminal
import Workflow

/// `leadline embed`: dense vectors of texts.
enum Embed: Subcommand {
    static let specification = CommandSpecification(
        name: "embed", summary: "turn a column of texts into dense vectors (PPMI-SVD, SIF)",
        positionals: [.init("file", help: "the table: .parquet or .csv")],
        options: [
            .value("text", placeholder: "COLUMN", help: "the column of texts"),
            .value(
                "model", placeholder: "FILE",
                help: "learn nothing: turn the texts into vectors by a file that an earlier call wrote"),
            .value("dimensions", placeholder: "N", default: "64", help: "numbers a vector"),
            .value(
                "window", placeholder: "N", default: "5", help: "words to either side that a word stands near"
            ),
            .value("minimum-texts", placeholder: "N", default: "2", help: "texts that must have a word"),
            .value("words", placeholder: "N", help: "keep so many words, the most frequent ones"),
            .value(
                "smoothing", placeholder: "X", default: "1e-3",
                help: "a of a word's weight a / (a + p), for its share p of all words"),
            .flag("keep-common", help: "leave in what all texts have in common"),
            .value("seed", placeholder: "N", default: "1", help: "of the random start"),
            .value("threads", placeholder: "N", help: "threads at most; the bits do not depend on it"),
            .value("output", short: "o", placeholder: "FILE", help: "the JSON file to write"),
            .value(
                "vectors", placeholder: "FILE",
                help: "the .npy file to write each text's vector to, NaN where no word is known"),
            .json,
        ],
        discussion: """
            docs/texts.md says how texts become vectors, docs/formats/texts.md what is written.
            """,
        examples: [
            CommandExample(
                "leadline embed messages.csv --text message -o words.json --vectors train.npy",
                "learn the words of a column, and write its vectors"),
            CommandExample(
                "leadline embed new.csv --model words.json --vectors new.npy", "vectors of other texts"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let (document, rows) = try TextLearning<WordVectorizing>(
            arguments, learning: "words", into: "vectors", placeholder: "FILE",
            options: ["dimensions", "window", "minimum-texts", "words", "smoothing", "keep-common", "seed"]
        ).run(console) { try configuration(arguments) }
        let vectors = DenseTextVectors(rows)
        try arguments.write(vectors.file, to: "vectors")
        if arguments.flag("json") {
            try console.json(document)
        } else {
            console.line(
                "\(Figures.count(vectors.texts)) texts, \(Figures.count(document.model.words.count)) words, "
                    + "\(document.model.dimensions) dimensions; \(Figures.count(vectors.empty)) texts without a vector"
            )
        }
        return .ok
    }

    private static func configuration(_ arguments: ParsedArguments) throws -> WordVectorizing.Configuration {
        let limit = 1 << 30
        return WordVectorizing.Configuration(
            dimensions: try arguments.integer("dimensions", in: 1...10_000) ?? 64,
            window: try arguments.integer("window", in: 1...1_000) ?? 5,
            minimumTexts: try arguments.integer("minimum-texts", in: 1...limit) ?? 2,
            maximumWords: try arguments.integer("words", in: 1...limit),
            smoothing: try arguments.number("smoothing") ?? 1e-3,
            takesOffCommon: !arguments.flag("keep-common"),
            seed: UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1))
    }
}
