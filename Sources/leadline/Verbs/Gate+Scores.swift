import Datasets
import Evaluation
import Reports
import Terminal
import Workflow

extension Gate {
    static let scoresOptions: [OptionSpecification] = [
        .value(
            "scores", placeholder: "FILE",
            help: "hold scores of any model instead: CSV or Parquet with id, asOf, score, label and groups"),
        .value(
            "baseline", placeholder: "FILE",
            help:
                "with --scores: the scores of what it shall replace, on the same rows; of all that is in service"
        ),
        .flag(
            "ranking", help: "with --scores: scores are no probabilities, only their order means something"),
        .value(
            "top", placeholder: "SHARE", help: "with --scores: the share that is selected; 0.1 unless given"),
        .value("capacity", placeholder: "N", help: "with --scores: how many leads the team can work"),
        .flag(
            "each-cutoff", help: "with --scores: the capacity is meant for each day of asOf, not for all rows"
        ),
        .list(
            "group", placeholder: "COLUMN",
            help: "with --scores: a column to break results down by; may be repeated"),
        .value(
            "cluster", placeholder: "COLUMN",
            help: "with --scores: the column whose equal values make rows belong together; id unless given"),
    ]

    /// Judges a file of scores against a file of gates.
    static func judge(scores path: String, _ arguments: ParsedArguments, console: Console) throws -> ExitCode
    {
        if let pipeline = arguments.optionalText("pipeline") {
            throw WorkflowError.unusable(
                what: "both a pipeline (\(pipeline)) and --scores are given", remedy: "give one of them")
        }
        try arguments.refuse(
            ["version", "alias", "by"] + Common.data.map(\.name), because: "with --scores")
        guard let file = arguments.optionalText("gates") else {
            throw WorkflowError.unusable(
                what: "the scores have no gates to be held against", remedy: "add --gates FILE")
        }
        let gates = try GateFile(file: file)
        let plan = try EvaluationPlan(
            top: try arguments.number("top", in: 0...1) ?? 0.1,
            capacity: try arguments.integer("capacity", in: 1...Int.max), groups: arguments.texts("group"),
            cluster: arguments.optionalText("cluster"))
        if plan.capacity == nil { try arguments.refuse(["each-cutoff"], because: "without --capacity") }
        let scores = try ScoresFile(path)
        let audit = try scores.audit()
        let verdict = try ScoresGate(
            scores, baseline: arguments.optionalText("baseline").map(ScoresFile.init), audit: audit,
            rules: gates.rules, plan: plan, scale: arguments.flag("ranking") ? .ranking : .probability,
            listsCutoffs: arguments.flag("each-cutoff"))
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let isDelivered = deliver(
            name, verdict.result, verdict.requirements, audit.findings.map(ReportFinding.init), of: path,
            gates, arguments, console)
        if arguments.flag("json") {
            try console.json(verdict)
        } else {
            console.heading("Gates of \(name)")
            table(auditPassed: audit.passed, verdict.result, verdict.requirements, console)
            for reason in verdict.reasons { console.line("no: \(reason)") }
            console.line(verdict.isAccepted ? "\(name) may go live" : "\(name) may not go live")
        }
        return code(verdict.isAccepted, verdict.result, isDelivered)
    }
}
