import Datasets
import Registry
import Scoring
import Storage
import Terminal
import Workflow

/// `leadline embed`: dense vectors of texts.
enum Embed: Subcommand {
    static let specification = CommandSpecification(
        name: "embed", summary: "turn a column of texts into dense vectors",
        positionals: [.init("file", help: "the table: .parquet or .csv")],
        options: [
            .value("text", placeholder: "COLUMN", help: "the column of texts"),
            .value(
                "time", placeholder: "COLUMN",
                help:
                    "when texts were written; the newest is told in learning.json, and a training whose train slice ends before it refuses the embedder"
            ),
            .value(
                "until", placeholder: "TIME",
                help: "learn from texts of before this ISO-8601 time alone, by --time"),
            .value(
                "model", placeholder: "MODEL",
                help:
                    "learn nothing: turn the texts into vectors by a file that an earlier call wrote, or by a version, NAME@3 or NAME@latest"
            ),
            .value(
                "method", placeholder: "METHOD", default: "projection", allowed: ["projection", "words"],
                help: "grams of words and characters, projected (LSA), or averages of vectors of words (SIF)"),
            .value("dimensions", placeholder: "N", help: "numbers a vector; 256 projected, 64 of words"),
            .value(
                "minimum-texts", placeholder: "N", default: "2",
                help: "texts that must have a word or a run of words"),
            .value("seed", placeholder: "N", default: "1", help: "of the random start"),
            .value("threads", placeholder: "N", help: "threads at most; the bits do not depend on it"),
        ] + EmbedSettings.options + [
            .value("output", short: "o", placeholder: "FILE", help: "the JSON file to write"),
            .value("publish", placeholder: "NAME", help: "publish a version of this name in the registry"),
            Common.registry,
            .value(
                "vectors", placeholder: "FILE",
                help:
                    "the .npy file to write each text's vector to, NaN where nothing is known; which embedder made them is written to FILE.embedder.json"
            ),
            .value(
                "report", placeholder: "FILE",
                help:
                    "the .csv or .parquet file to write what there is to tell of each text to: length, words, share of unknown words, script"
            ),
            .json,
        ],
        discussion: """
            docs/texts.md says how texts become vectors, docs/formats/texts.md what is written. A text of which nothing is \
            known has no vector.
            """,
        examples: [
            CommandExample(
                "leadline embed messages.csv --text message -o embedder.json --vectors train.npy",
                "learn from a column, and write its vectors"),
            CommandExample(
                "leadline embed new.csv --model embedder.json --vectors new.npy --report new-texts.csv",
                "vectors of other texts, and what is known of each"),
            CommandExample(
                "leadline embed messages.csv --text message --publish messages",
                "learn, and publish a version"),
            CommandExample(
                "leadline embed messages.csv --text message --time date --until 2024-07-01T00:00:00Z --publish messages",
                "learn from what was written before the train slice ends"),
            CommandExample(
                "leadline embed new.csv --model messages@latest --vectors new.npy", "vectors by a version"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let threads = try arguments.integer("threads", in: 1...1024)
        let registry = Registry(root: arguments.text("registry"))
        let file = arguments.text("file")
        if let model = arguments.optionalText("model") {
            try arguments.refuse(
                [
                    "method", "dimensions", "minimum-texts", "seed", "output", "publish", "time", "until",
                ] + EmbedSettings.options.map(\.name), because: "with --model, which learns nothing")
            if !arguments.isGiven("report") {
                _ = try arguments.destination("vectors", "FILE", of: "--model turns texts into vectors")
            }
            let stored = try StoredEmbedder(named: model, in: registry)
            let embedded = try stored.embed(
                file, column: arguments.optionalText("text"), concurrency: threads)
            try write(embedded, of: stored.package.digest, stored.version, arguments)
            try EmbedSummary(stored, embedded).tell(console, asJSON: arguments.flag("json"))
            return .ok
        }
        guard let column = arguments.optionalText("text") else {
            throw WorkflowError.unusable(
                what: "the column of texts is not told", remedy: "give --text COLUMN")
        }
        if !arguments.isGiven("time") { try arguments.refuse(["until"], because: "without --time COLUMN") }
        // Rows that are left out would number the others anew.
        if arguments.isGiven("until") {
            try arguments.refuse(
                ["vectors", "report"],
                because: "with --until, which leaves rows out; turn them into vectors by --model afterwards")
        }
        let settings = try EmbedSettings.settings(arguments)
        let steps = Steps(console)
        steps.step("learning from the texts of \(file)")
        let learned = try LearnedEmbedder(
            from: file, column: column, time: arguments.optionalText("time"),
            until: arguments.time("until"), settings: settings, concurrency: threads)
        steps.finish()
        // First, so that no vectors are written of an embedder that is not the one of that name.
        let published = try arguments.optionalText("publish").map { name in
            try learned.publish(as: name, in: registry, program: Main.program)
        }
        if arguments.isGiven("output") {
            let document = try learned.document()
            try arguments.write(document, to: "output")
        }
        try write(
            learned.embedded, of: learned.package.digest,
            published.map { "\($0.manifest.name) version \($0.version)" }, arguments)
        try EmbedSummary(learned, published).tell(console, asJSON: arguments.flag("json"))
        return .ok
    }

    private static func write(
        _ embedded: EmbeddedTexts, of embedder: Digest, _ version: String?, _ arguments: ParsedArguments
    ) throws {
        if let path = arguments.optionalText("vectors") {
            try Common.makeFolder(of: path)
            let bytes = embedded.numPy
            // The vectors first: what lies beside them until then does not fit them.
            try AtomicFile.write(bytes, to: path)
            let origin = VectorOrigin(embedder: embedder, version: version, vectors: bytes)
            try AtomicFile.write(CanonicalJSON.encode(origin), to: VectorOrigin.path(of: path))
        }
        guard let path = arguments.optionalText("report") else { return }
        try Common.makeFolder(of: path)
        try TableFile().write(embedded.report, to: path)
    }
}
