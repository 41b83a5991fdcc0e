import Datasets
import Registry
import Terminal
import Workflow

/// `leadline personas assign`: who everybody is.
enum PersonasAssign: Subcommand {
    static let specification = CommandSpecification(
        name: "assign", summary: "say who each eligible lead is at a time, by a published version",
        positionals: [PersonasVerbs.model, Common.pipeline],
        options: [
            .value(
                "as-of", placeholder: "TIME",
                help: "ISO-8601 time of the question; just after the last recorded event unless given"),
            .value(
                "lead", placeholder: "ID",
                help:
                    "only this lead, by its id or its pseudonym (12 or 32 digits), eligible or not, with all that is known"
            ),
            .value(
                "output", short: "o", placeholder: "FILE",
                help: "write all assignments to a .csv or .parquet file"),
            .value(
                "keep", placeholder: "DIR",
                help: "put the assignments in force in this folder, whose journal tells every change"),
            Common.why, Common.by, .json,
        ] + Common.data,
        discussion: """
            The file has id, asOf, persona, what decided, why nobody did, probability, runner-up, the nearest group and whether it is \
            stable, the most similar archetype, flags, three reasons and, where the personas have a model of intents, the intent of its newest \
            message. The same events at the same time give the same assignments, \
            whenever it is run.
            """,
        examples: [
            CommandExample(
                "leadline personas assign shoppers@production datasets/cdnow/pipeline.yaml --keep assignments",
                "put today's assignments in force"),
            CommandExample(
                "leadline personas assign shoppers@production datasets/cdnow/pipeline.yaml --lead 00001 --as-of 1998-01-01T00:00:00Z",
                "one lead as known then"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        let personas = try StoredPersonas(named: arguments.text("personas"), in: workspace.registry)
        let asOf = try arguments.time("as-of")
        if !arguments.isGiven("keep") { try arguments.refuse(["why", "by"], because: "without --keep") }
        let steps = Steps(console)
        steps.step("assigning by version \(personas.version)")
        let room = try PersonaRoom(DataRoom(pipeline, workspace: workspace), personas)
        if let id = arguments.optionalText("lead") {
            try arguments.refuse(["output", "keep"], because: "with --lead")
            let lead = try room.assignment(of: id, asOf: asOf, tell: console.note)
            steps.finish()
            if arguments.flag("json") {
                try console.json(lead.assignment)
            } else {
                PersonaSummary.show(lead, of: personas, console)
            }
            return .ok
        }
        let assignments = try room.assignments(asOf: asOf)
        if let path = arguments.optionalText("output") {
            try Common.makeFolder(of: path)
            try TableFile().write(
                assignments.table(version: personas.version), to: path, permissions: 0o600)
        }
        let kept = try arguments.optionalText("keep").map { folder in
            try PersonaLedger(root: folder).keep(
                assignments, by: personas, in: workspace.registry,
                decision: arguments.decision(defaultWhy: "scheduled"))
        }
        steps.finish()
        if arguments.flag("json") {
            try console.json(
                Dictionary(
                    assignments.counts.map { ($0.name, $0.leads) }, uniquingKeysWith: { first, _ in first }))
        } else {
            PersonaSummary.show(assignments, of: personas, console)
            if let path = arguments.optionalText("output") { console.line("assignments: \(path)") }
            if let kept { PersonaSummary.show(kept.entry, isNew: kept.isNew, console) }
        }
        return .ok
    }
}
