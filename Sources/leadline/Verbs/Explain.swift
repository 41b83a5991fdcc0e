import Features
import Registry
import Scoring
import Terminal
import Workflow

/// `leadline explain`: one lead's score, input by input.
enum Explain: Subcommand {
    static let specification = CommandSpecification(
        name: "explain", summary: "one score, input by input",
        positionals: [Common.pipeline, .init("id", help: "the entity's id, with or without its namespace")],
        options: [
            .value(
                "as-of", placeholder: "TIME",
                help: "ISO-8601 time of the question; just after the last recorded event unless given"),
            .value(
                "against", placeholder: "LEAD", allowed: ExplanationBasis.allCases.map(\.rawValue),
                help:
                    "reference: the version's reference lead; average: the means of the columns, as the daemon does; reference unless the version keeps none"
            ),
            .value(
                "by", placeholder: "PART", default: "input", allowed: ["input", "family"],
                help: "what contributions are told of: each input, or what inputs are about"),
            .value(
                "to", placeholder: "PROBABILITY",
                help: "tell the smallest changes of what is actionable that take the lead there"),
            .value("limit", placeholder: "N", help: "how many answers of --to at most; 3 unless given"),
            Common.version, Common.alias, .json,
        ] + Common.data,
        discussion: """
            The contributions and the baseline sum to the logit of the calibrated probability. What --to may change stands \
            under `actionable` in the pipeline. Exit code 1 when the probability cannot be reached so; docs/explain.md.
            """)

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let target = try arguments.number("to", in: 0.000001...0.999999)
        let limit = try arguments.integer("limit", in: 1...100)
        if target == nil { try arguments.refuse(["limit"], because: "without --to") }
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        let served = try arguments.served(pipeline, workspace)
        let asOf = try arguments.optionalText("as-of").map { text throws in try Instant(text) }
        let room = try DataRoom(pipeline, workspace: workspace)
        let entity = try room.entity(arguments.text("id"))
        let frame = try room.frame(asOf: asOf, features: served.package.features, only: entity)
        let explainer = try LeadExplainer(served.version, package: served.package)
        var explanation = try explainer.explanation(
            of: frame, against: arguments.optionalText("against").flatMap(ExplanationBasis.init))
        if arguments.text("by") == "family" { explanation.families = explanation.byFamily }
        if let target {
            explanation.counterfactual = try explainer.counterfactual(
                of: frame, to: target, actionable: pipeline.settings.actionable ?? [:], limit: limit ?? 3)
        }
        if arguments.flag("json") {
            try console.json(explanation)
        } else {
            Summary.explanation(explanation, of: served.package, console)
        }
        return explanation.counterfactual?.isReachable == false ? .failed : .ok
    }
}
