import Evaluation
import Terminal
import Workflow

/// `leadline personas evaluate`: whether leads are who people say they are.
enum PersonasEvaluate: Subcommand {
    static let specification = CommandSpecification(
        name: "evaluate", summary: "hold assignments against leads whose personas people have said",
        positionals: [PersonasVerbs.model, Common.pipeline],
        options: [
            .value(
                "labels", placeholder: "FILE",
                help: "a .csv or .parquet file with a row a lead: its id and its persona"),
            .value("id", placeholder: "COLUMN", default: "id", help: "the column of leads"),
            .value("persona", placeholder: "COLUMN", default: "persona", help: "the column of personas"),
            .value(
                "as-of", placeholder: "TIME",
                help: "ISO-8601 time of the question; just after the last recorded event unless given"),
            .value(
                "precision", placeholder: "SHARE",
                help: "exit with 2 where a lesser share of the leads that a persona is named for is right"),
            .value("output", short: "o", placeholder: "FILE", help: "the JSON file to write"),
            .value(
                "metrics", placeholder: "FILE",
                help: "a file to write for Prometheus, in the folder that node_exporter reads text files from"
            ),
            .json,
        ] + Common.data,
        discussion: """
            A persona is right where it is the lead's, or stands below it. `unknown` in the file says that a lead is none of them; a row without a persona is \
            left out. docs/personas.md says how to read the figures, docs/objectives.md what an alert makes of --metrics.
            """,
        examples: [
            CommandExample(
                "leadline personas evaluate shoppers@production datasets/cdnow/pipeline.yaml --labels known.csv --precision 0.9",
                "fail a job where fewer than nine in ten are routed rightly")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        guard let file = arguments.optionalText("labels") else {
            throw WorkflowError.unusable(
                what: "nothing says who the leads are", remedy: "name a file: --labels known.csv")
        }
        let least = try arguments.number("precision", in: 0...1)
        let asOf = try arguments.time("as-of")
        let labels = try PersonaLabels(file, id: arguments.text("id"), persona: arguments.text("persona"))
        let personas = try StoredPersonas(named: arguments.text("personas"), in: workspace.registry)
        let steps = Steps(console)
        steps.step("assigning by version \(personas.version)")
        let accuracy = try PersonaAccuracy(
            DataRoom(pipeline, workspace: workspace), personas, labels: labels, asOf: asOf)
        steps.finish()
        try arguments.write(accuracy)
        try arguments.write(Array(accuracy.metrics.utf8), to: "metrics")
        if arguments.flag("json") {
            try console.json(accuracy)
        } else {
            PersonaSummary.show(accuracy, console)
        }
        guard let least else { return .ok }
        let found = accuracy.evaluation.precision.value
        guard let found, found >= least else {
            console.warn(
                "routing precision is \(found.map(Figures.text) ?? "undefined, since no persona is named"), and \(Figures.text(least)) was asked for"
            )
            return .warned
        }
        return .ok
    }
}
