import Terminal
import Workflow

/// `leadline personas drift`: whether later leads still fall into the groups.
enum PersonasDrift: Subcommand {
    static let specification = CommandSpecification(
        name: "drift", summary: "say whether later leads still fall into the groups, and still convert",
        positionals: [PersonasVerbs.model, Common.pipeline],
        options: [
            .value(
                "as-of", placeholder: "TIME",
                help:
                    "compare everybody eligible at this ISO-8601 time, whose outcomes are not known; the test slice unless given"
            ),
            .json,
        ] + Common.data,
        discussion: """
            Shares, how each column is spread within groups, conversion, and how many are like nobody are held against chance, so that where \
            nothing changed one run in a hundred says otherwise; and no persona may have much more of a protected group than there is, as \
            promotion asks (docs/personas.md). Exit code 2: one of these does not hold.
            """)

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        let personas = try StoredPersonas(named: arguments.text("personas"), in: workspace.registry)
        let room = try PersonaRoom(DataRoom(pipeline, workspace: workspace), personas)
        let time = try arguments.time("as-of")
        let drift = if let time { try room.drift(asOf: time) } else { try room.drift() }
        if arguments.flag("json") {
            try console.json(drift)
        } else {
            PersonaSummary.show(drift, console)
        }
        return drift.hasDrifted ? .warned : .ok
    }
}
