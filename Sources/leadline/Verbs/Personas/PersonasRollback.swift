import Registry
import Terminal
import Workflow

/// `leadline personas rollback`: definitions and assignments as they were before.
enum PersonasRollback: Subcommand {
    static let specification = CommandSpecification(
        name: "rollback", summary: "put the definitions, and the assignments, before these in force again",
        positionals: [.init("name", help: "the personas' name in the registry")],
        options: [
            Common.alias,
            .value(
                "keep", placeholder: "DIR",
                help: "the folder of assignments: those of the version before are put in force again, too"),
            Common.why, Common.by, Common.registry,
        ],
        discussion: """
            With --keep the assignments go back to the last that the version before made; where there are none, nothing is moved.
            """)

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let directory = try Registry(root: arguments.text("registry")).model(arguments.text("name"))
        let decision = arguments.decision(defaultWhy: "rolled back")
        let rollback = PersonaRestoration(
            directory, alias: arguments.text("alias"),
            ledger: arguments.optionalText("keep").map { PersonaLedger(root: $0) })
        let (move, entry) = try rollback.run(by: decision)
        console.line(
            "\(move.alias) of \(directory.name) is version \(move.to) again (was \(move.from.map(String.init) ?? "nothing"))"
        )
        if let entry {
            console.line(
                "run \(entry.run), by version \(entry.version), is in force again: \(Figures.count(entry.leads)) leads, \(Figures.count(entry.changes.reduce(0) { $0 + $1.leads })) changed"
            )
        }
        return .ok
    }
}
