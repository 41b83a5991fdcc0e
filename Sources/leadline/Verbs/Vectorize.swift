import Learning
import Models
import Storage
import Terminal
import Workflow

/// `leadline vectorize`: sparse vectors of texts.
enum Vectorize: Subcommand {
    static let specification = CommandSpecification(
        name: "vectorize", summary: "turn a column of texts into sparse vectors (TF-IDF)",
        positionals: [.init("file", help: "the table: .parquet or .csv")],
        options: [
            .value("text", placeholder: "COLUMN", help: "the column of texts"),
            .value(
                "model", placeholder: "FILE",
                help: "learn nothing: turn the texts into vectors by a file that an earlier call wrote"),
            .value(
                "grams", placeholder: "UNIT", default: "words",
                allowed: TextAnalyzer.Unit.allCases.map(\.rawValue),
                help: "words and runs of words, or runs of characters within words"),
            .value(
                "lengths", placeholder: "A..B", default: "1..1", help: "words or characters a gram, up to 16"),
            .flag("cased", help: "keep upper and lower case apart"),
            .value("buckets", placeholder: "N", help: "a fixed number of columns, which grams share by hash"),
            .value("minimum-texts", placeholder: "N", default: "1", help: "texts that must have a term"),
            .value("terms", placeholder: "N", help: "keep so many terms, the most frequent ones"),
            .flag("sublinear", help: "1 + ln(count) in place of the count"),
            .flag("no-idf", help: "rare terms weigh no more than others"),
            .value("threads", placeholder: "N", help: "threads at most; the bits do not depend on it"),
            .value("output", short: "o", placeholder: "FILE", help: "the JSON file to write"),
            .value(
                "matrix", placeholder: "DIR",
                help: "the folder to write data.npy, indices.npy and indptr.npy to, SciPy's csr_matrix"),
            .json,
        ],
        discussion: """
            docs/texts.md says how texts become vectors, docs/formats/texts.md what is written. leadline decompose and \
            leadline fit read the matrix.
            """,
        examples: [
            CommandExample(
                "leadline vectorize messages.csv --text message --minimum-texts 2 -o texts.json --matrix train",
                "learn the terms of a column, and write its vectors"),
            CommandExample(
                "leadline vectorize new.csv --model texts.json --matrix new", "vectors of other texts"),
            CommandExample(
                "leadline vectorize messages.csv --text message --grams characters --lengths 2..5 --buckets 65536 "
                    + "-o texts.json", "runs of characters, in a fixed number of columns"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let (document, rows) = try TextLearning<TextVectorizing>(
            arguments, learning: "terms", into: "matrix", placeholder: "DIR",
            options: [
                "grams", "lengths", "cased", "buckets", "minimum-texts", "terms", "sublinear", "no-idf",
            ]
        ).run(console) { try configuration(arguments) }
        let vectors = SparseTextVectors(rows)
        if let folder = arguments.optionalText("matrix") {
            try FileSystem.makeDirectories(folder)
            for file in vectors.files { try AtomicFile.write(file.bytes, to: folder + "/" + file.name) }
        }
        if arguments.flag("json") {
            try console.json(document)
        } else {
            console.line(
                "\(Figures.count(vectors.rows)) texts, \(Figures.count(document.model.columnCount)) columns, "
                    + "\(Figures.count(vectors.elements)) numbers; \(Figures.count(vectors.empty)) texts without a vector"
            )
        }
        return .ok
    }

    private static func configuration(_ arguments: ParsedArguments) throws -> TextVectorizing.Configuration {
        let lengths = try arguments.lengths("lengths")
        if arguments.isGiven("buckets") {
            try arguments.refuse(["minimum-texts", "terms"], because: "with --buckets, which keeps no terms")
        }
        let limit = 1 << 30
        return TextVectorizing.Configuration(
            analyzer: TextAnalyzer(
                unit: TextAnalyzer.Unit(rawValue: arguments.text("grams")) ?? .words,
                shortest: lengths.shortest,
                longest: lengths.longest, isLowercased: !arguments.flag("cased")),
            buckets: try arguments.integer("buckets", in: 1...TextVectorizer.mostBuckets),
            minimumTexts: try arguments.integer("minimum-texts", in: 1...limit) ?? 1,
            maximumTerms: try arguments.integer("terms", in: 1...limit),
            isSublinear: arguments.flag("sublinear"), weighsRarity: !arguments.flag("no-idf"))
    }
}
