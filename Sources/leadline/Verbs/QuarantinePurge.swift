import Terminal
import Workflow

/// `leadline quarantine purge`: forgets what rows say.
enum QuarantinePurge: Subcommand {
    static let specification = CommandSpecification(
        name: "purge", summary: "forget what the rows set aside say; where they are and why stays",
        positionals: [Common.pipeline],
        options: [
            .value("source", placeholder: "NAME", help: "one source only")
        ] + Common.folders,
        discussion: """
            A row that is still in its file is not kept again by the next import. `quarantine: {rows: drop}` in the \
            pipeline keeps none, `quarantine: {retention: 30d}` forgets them once the data are that much newer.
            """)

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let workspace = arguments.workspace()
        let count = try QuarantineRoom(arguments.pipeline(), workspace: workspace).purge(
            source: arguments.optionalText("source"))
        console.line("\(Figures.count(count)) rows forgotten")
        return .ok
    }
}
