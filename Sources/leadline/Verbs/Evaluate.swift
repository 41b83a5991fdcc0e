import Evaluation
import Registry
import Terminal
import Workflow

/// `leadline evaluate`: a version, or the scores of any other model.
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
                "top", placeholder: "SHARE", default: "0.1", help: "with --scores: the share that is selected"
            ),
            .value("capacity", placeholder: "N", help: "with --scores: how many leads the team can work"),
            .list(
                "group", placeholder: "COLUMN",
                help: "with --scores: a column to break results down by; may be repeated"),
            .value(
                "cluster", placeholder: "COLUMN", default: "id",
                help: "with --scores: the column whose equal values make rows belong together"),
            .value(
                "resamples", placeholder: "N", default: "200",
                help: "with --scores: resamples of the bootstrap"),
            .flag(
                "ranking",
                help: "with --scores: scores are no probabilities, only their order means something"),
            .value(
                "output", short: "o", placeholder: "FILE",
                help: "with --scores: write evaluation.json to this file"),
            .flag("locked", help: "measure on the locked slice; every look is written down, with --why"),
            Common.why, Common.who, .json,
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
            let plan = try EvaluationPlan(
                top: try arguments.number("top", in: 0...1) ?? 0.1,
                capacity: try arguments.integer("capacity", in: 1...Int.max),
                groups: arguments.texts("group"),
                resamples: try arguments.integer("resamples", in: 20...1_000_000) ?? 200)
            let document = try ScoresFile(path).evaluate(
                plan, scale: arguments.flag("ranking") ? .ranking : .probability,
                cluster: arguments.optionalText("cluster"))
            if let output = arguments.optionalText("output") { try document.write(to: output) }
            if arguments.flag("json") {
                try console.json(document)
            } else {
                Summary.figures(document, plan, console)
                Summary.groups(document, console)
            }
            return .ok
        }
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
            guard let why = arguments.optionalText("why") else {
                throw WorkflowError.unusable(
                    what: "a look at the locked slice has no reason",
                    remedy: "add --why TEXT; it is written down")
            }
            let locked = try LockedEvaluation(
                result, pipeline: pipeline, workspace: workspace, by: arguments.decision(defaultWhy: why))
            if arguments.flag("json") {
                try console.json(locked.rows)
            } else {
                Summary.locked(locked, console)
            }
            return .ok
        }
        if arguments.flag("json") {
            try console.json(result.document)
        } else {
            Summary.show(
                result, pipeline, report: try result.writeReport(in: workspace, for: pipeline), console)
        }
        return .ok
    }
}
