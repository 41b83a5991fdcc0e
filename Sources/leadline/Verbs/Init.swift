import Drafting
import Storage
import Terminal
import Workflow

/// `leadline init`: a commented pipeline file guessed from data.
enum Init: Subcommand {
    static let specification = CommandSpecification(
        name: "init",
        summary: "draft a commented pipeline file from a CSV, a Parquet file or a folder of tables",
        positionals: [
            .init("data", help: "a .csv, .tsv or .parquet file (texts also with .gz), or a folder of them")
        ],
        options: [
            .value(
                "output", short: "o", placeholder: "FILE", default: "pipeline.yaml", help: "the file to write"
            ),
            .value(
                "zone", placeholder: "ZONE", default: "UTC", help: "the IANA time zone of dates without one"),
            .flag("force", help: "replace the file if it is there"),
        ],
        discussion: """
            Guesses types, times, the label and columns that are likely to leak; every guess says what it rests on. Read the \
            file before you train: a guess is no contract.
            """,
        examples: [
            CommandExample(
                "leadline init leads.csv", "writes pipeline.yaml, then: leadline audit pipeline.yaml")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let path = arguments.text("output")
        if FileSystem.exists(path), !arguments.flag("force") {
            throw WorkflowError.unusable(
                what: "\(path) is there already",
                remedy: "name another file with -o, or replace it with --force")
        }
        let steps = Steps(console)
        steps.step("looking at the data")
        let draft = try PipelineDraft(
            path: arguments.text("data"), directory: FileSystem.parent(of: path), zone: arguments.text("zone")
        )
        steps.finish()
        try Common.makeFolder(of: path)
        try AtomicFile.write(Array(draft.yaml.utf8), to: path)
        console.line("\(path) is written. Check first:")
        for note in draft.notes { console.line("  - \(note)") }
        console.line("then: leadline check \(path); leadline audit \(path); leadline train \(path)")
        return .ok
    }
}
