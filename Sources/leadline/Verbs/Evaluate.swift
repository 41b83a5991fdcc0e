import Evaluation
import Registry
import Storage
import Terminal
import Workflow

/// `leadline evaluate`: a version, the scores of any other model, or what a served model decided.
enum Evaluate: Subcommand {
    static let specification = CommandSpecification(
        name: "evaluate", summary: "what a version reached, or evaluate a file of scores of any model",
        positionals: [
            .init("pipeline", occurrence: .optional, help: "the pipeline file; not needed with --scores")
        ],
        options: [
            Common.version,
            .value(
                "scores", placeholder: "FILE",
                help: "CSV or Parquet with id, asOf, score, label and optional groups"),
            .value(
                "log", placeholder: "FILE",
                help: "a served model's log of decisions, measured on the labels that have matured since"),
        ] + scoresOptions + [
            .value(
                "report", placeholder: "DIR",
                help: "with --scores or --log: write report.html and card.md to this folder"),
            .value(
                "output", short: "o", placeholder: "FILE",
                help: "write evaluation.json to this file; with --locked the metric rows"),
            .value(
                "write-scores", placeholder: "FILE",
                help:
                    "write the test slice's scores, labels and groups to a .csv or .parquet file, as --scores reads it"
            ),
            .flag("locked", help: "measure on the locked slice; every look is written down, with --why"),
            Common.why, Common.by, .json,
        ] + Common.folders,
        examples: [
            CommandExample(
                "leadline evaluate datasets/cdnow/pipeline.yaml",
                "the newest version, from its verified files"),
            CommandExample(
                "leadline evaluate --scores theirs.csv --group region --cluster account",
                "any model's scores, by region; rows of one account are not independent"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        if let path = arguments.optionalText("scores") {
            return try evaluate(scores: path, arguments, console)
        }
        if let path = arguments.optionalText("log") { return try evaluate(log: path, arguments, console) }
        try arguments.refuse(scoresOptions.map(\.name), because: "without --scores")
        try arguments.refuse(["report"], because: "without --scores or --log")
        guard arguments.optionalText("pipeline") != nil else {
            throw WorkflowError.unusable(
                what: "nothing to evaluate is named", remedy: "name a pipeline file, or --scores FILE")
        }
        let pipeline = try arguments.pipeline()
        let workspace = arguments.workspace()
        let model = try workspace.registry.model(pipeline.name)
        let version = try arguments.version(of: model, madeBy: pipeline)
        let result = try TrainingResult(version: version, of: model)
        if arguments.flag("locked") {
            try arguments.refuse(["write-scores"], because: "with --locked")
            return try look(at: result, pipeline, arguments, console)
        }
        try arguments.refuse(["why", "by"], because: "without --locked")
        if let path = arguments.optionalText("write-scores") {
            let scores = try SliceScores(result, pipeline: pipeline, workspace: workspace)
            try Common.makeFolder(of: path)
            try scores.write(to: path)
        }
        if let output = arguments.optionalText("output") { try result.document.write(to: output) }
        if arguments.flag("json") {
            try console.json(result.document)
        } else {
            Summary.show(
                result, pipeline,
                report: try arguments.writeReport(of: result, pipeline), console)
        }
        return .ok
    }

    private static func look(
        at result: TrainingResult, _ pipeline: Pipeline, _ arguments: ParsedArguments, _ console: Console
    ) throws -> ExitCode {
        guard let why = arguments.optionalText("why") else {
            throw WorkflowError.unusable(
                what: "a look at the locked slice has no reason",
                remedy: "add --why TEXT; it is written down")
        }
        let locked = try LockedEvaluation(
            result, pipeline: pipeline, workspace: arguments.workspace(),
            by: arguments.decision(defaultWhy: why))
        if let output = arguments.optionalText("output") {
            try AtomicFile.write(CanonicalJSON.encode(locked.rows), to: output)
        }
        if arguments.flag("json") {
            try console.json(locked.rows)
        } else {
            Summary.locked(locked, console)
        }
        return .ok
    }
}
