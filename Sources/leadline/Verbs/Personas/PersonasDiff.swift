import Personas
import Registry
import Terminal
import Workflow

/// `leadline personas diff`: what differs between two versions.
enum PersonasDiff: Subcommand {
    static let specification = CommandSpecification(
        name: "diff", summary: "show what differs between two versions: definitions, groups, and who changes",
        positionals: [
            .init("before", help: "a published version: NAME@production, NAME@3"),
            .init("after", help: "another one"),
        ],
        options: [
            .value(
                "pipeline", placeholder: "FILE", help: "assign its leads by both, and count who changes"),
            .value("as-of", placeholder: "TIME", help: "with --pipeline: ISO-8601 time of the question"),
            .json,
        ] + Common.data,
        discussion: "Exit code 1: something differs.")

    private struct Document: Encodable {
        var definitions: PersonaDifference
        var changes: [PersonaLedger.Change]?
    }

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let workspace = try arguments.dataWorkspace()
        let before = try StoredPersonas(named: arguments.text("before"), in: workspace.registry)
        let after = try StoredPersonas(named: arguments.text("after"), in: workspace.registry)
        let difference = PersonaDifference(from: before.package, to: after.package)
        if !arguments.isGiven("pipeline") { try arguments.refuse(["as-of"], because: "without --pipeline") }
        let changes = try arguments.optionalText("pipeline").map { file in
            let room = try DataRoom(Pipeline(file: file), workspace: workspace)
            let time = try arguments.time("as-of")
            return PersonaLedger.changes(
                from: try PersonaRoom(room, before).assignments(asOf: time),
                to: try PersonaRoom(room, after).assignments(asOf: time))
        }
        if arguments.flag("json") {
            try console.json(Document(definitions: difference, changes: changes))
        } else {
            PersonaSummary.show(difference, changes: changes, console)
        }
        let isSame =
            difference.changed.isEmpty && difference.others.isEmpty && (changes ?? []).isEmpty
            && (difference.migration?.moves ?? []).allSatisfy { $0.change == .kept }
            && difference.migration?.added.isEmpty ?? false
        return isSame ? .ok : .failed
    }
}
