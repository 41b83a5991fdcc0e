import Features
import Registry
import Scoring
import Terminal
import Workflow

/// `leadline explain`: one lead's score, input by input, or a decision that was taken once.
enum Explain: Subcommand {
    static let specification = CommandSpecification(
        name: "explain", summary: "one score, or one past decision, input by input",
        positionals: [
            Common.pipeline,
            .init(
                "id", occurrence: .optional,
                help: "the entity's id, with or without its namespace; not with --log"),
        ],
        options: [
            .value(
                "as-of", placeholder: "TIME",
                help: "ISO-8601 time of the question; just after the last recorded event unless given"),
            .value(
                "log", placeholder: "FILE",
                help: "a served model's log of decisions, of which --decision is explained"),
            .value(
                "decision", placeholder: "ID",
                help: "with --log: the `decisionId`; explained by the version that answered, as of then"),
            .value(
                "against", placeholder: "LEAD", allowed: ExplanationBasis.allCases.map(\.rawValue),
                help:
                    "reference: the version's reference lead; average: the means of the columns, as the daemon does; reference unless the version keeps none"
            ),
            .value(
                "by", placeholder: "PART", default: "input", allowed: ["input", "family", "member"],
                help:
                    "what contributions are told of: each input, what inputs are about, or the members of an ensemble"
            ),
            .value(
                "to", placeholder: "PROBABILITY",
                help: "tell the smallest changes of what is actionable that take the lead there"),
            .value("limit", placeholder: "N", help: "how many answers of --to at most; 3 unless given"),
            Common.version, Common.alias, .json,
        ] + Common.data,
        discussion: """
            The contributions and the baseline sum to the logit of the calibrated probability. What --to may change stands \
            under `actionable` in the pipeline. Exit code 1 when the probability cannot be reached so, and when the data no \
            longer give what was answered; docs/explain.md.
            """,
        examples: [
            CommandExample(
                "leadline explain datasets/cdnow/pipeline.yaml 00004 --by family",
                "what a customer's score is made of"),
            CommandExample(
                "leadline explain pipeline.yaml --log decisions.jsonl --decision 3fa9… --to 0.3",
                "why that was answered, and what would have taken the lead to 30 %"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let target = try arguments.number("to", in: 0.000001...0.999999)
        let limit = try arguments.integer("limit", in: 1...100)
        if target == nil { try arguments.refuse(["limit"], because: "without --to") }
        let pipeline = try arguments.pipeline()
        let asked = try question(arguments, pipeline, tell: console.note)
        let explainer = try LeadExplainer(asked.served.version, package: asked.served.package)
        var explanation = try explainer.explanation(
            of: asked.frame, against: arguments.optionalText("against").flatMap(ExplanationBasis.init),
            byMember: arguments.text("by") == "member")
        explanation.decision = asked.decision?.explained(by: explanation)
        if arguments.text("by") == "family" { explanation.families = explanation.byFamily }
        if let target {
            explanation.counterfactual = try explainer.counterfactual(
                of: asked.frame, to: target, actionable: pipeline.settings.actionable ?? [:],
                limit: limit ?? 3)
        }
        if arguments.flag("json") {
            try console.json(explanation)
        } else {
            Summary.explanation(explanation, of: asked.served.package, console)
        }
        let isWhole = explanation.decision?.isRepeated != false
        return isWhole && explanation.counterfactual?.isReachable != false ? .ok : .failed
    }

    /// What is explained: a row, by which version, and the decision that it was once.
    private static func question(
        _ arguments: ParsedArguments, _ pipeline: Pipeline, tell: (String) -> Void
    ) throws -> (served: Served, frame: FeatureFrame, decision: PastDecision?) {
        let workspace = try arguments.dataWorkspace()
        guard let path = arguments.optionalText("log") else {
            try arguments.refuse(["decision"], because: "without --log")
            guard let id = arguments.optionalText("id") else {
                throw WorkflowError.unusable(
                    what: "nobody to explain is named", remedy: "give an id, or --log FILE --decision ID")
            }
            let served = try arguments.served(pipeline, workspace)
            let asOf = try arguments.optionalText("as-of").map { text throws in try Instant(text) }
            let room = try DataRoom(pipeline, workspace: workspace)
            let frame = try room.frame(
                asOf: asOf, features: served.package.features, only: room.entity(id, tell: tell))
            return (served, frame, nil)
        }
        try arguments.refuse(["as-of", "version", "alias"], because: "with --log, which says it")
        guard arguments.optionalText("id") == nil, let id = arguments.optionalText("decision") else {
            throw WorkflowError.unusable(
                what: "--log is explained by one of its decisions",
                remedy: "leave the id of the lead out and give --decision ID, a `decisionId` of the log")
        }
        let decision = try PastDecision(
            id, in: DecisionLog(path), pipeline: pipeline, workspace: workspace)
        let served = try Served(decision.version)
        return (served, try decision.frame(served.package.features), decision)
    }
}
