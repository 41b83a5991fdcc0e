import Evaluation
import Terminal
import Workflow

extension Evaluate {
    /// What only the scores of a file need to be told.
    static let scoresOptions: [OptionSpecification] = [
        .value(
            "top", placeholder: "SHARE", help: "with --scores: the share that is selected; 0.1 unless given"),
        .value("capacity", placeholder: "N", help: "with --scores: how many leads the team can work"),
        .flag(
            "each-cutoff", help: "with --scores: the capacity is meant for each day of asOf, not for all rows"
        ),
        .value(
            "baseline", placeholder: "FILE",
            help: "with --scores: other scores of the same ids and asOf, to compare with"),
        .value(
            "report", placeholder: "DIR", help: "with --scores: write report.html and card.md to this folder"),
        .list(
            "group", placeholder: "COLUMN",
            help: "with --scores: a column to break results down by; may be repeated"),
        .value(
            "cluster", placeholder: "COLUMN",
            help: "with --scores: the column whose equal values make rows belong together; id unless given"),
        .value(
            "resamples", placeholder: "N",
            help: "with --scores: resamples of the bootstrap; 200 unless given"),
        .flag(
            "ranking",
            help: "with --scores: scores are no probabilities, only their order means something"),
    ]

    static func evaluate(
        scores path: String, _ arguments: ParsedArguments, _ console: Console
    ) throws -> ExitCode {
        if let pipeline = arguments.optionalText("pipeline") {
            throw WorkflowError.unusable(
                what: "both a pipeline (\(pipeline)) and --scores are given", remedy: "give one of them")
        }
        try arguments.refuse(
            ["version", "log", "locked", "why", "by"] + Common.folders.map(\.name), because: "with --scores")
        let plan = try EvaluationPlan(
            top: try arguments.number("top", in: 0...1) ?? 0.1,
            capacity: try arguments.integer("capacity", in: 1...Int.max),
            groups: arguments.texts("group"), cluster: arguments.optionalText("cluster"),
            resamples: try arguments.integer("resamples", in: 20...1_000_000) ?? 200)
        if plan.capacity == nil { try arguments.refuse(["each-cutoff"], because: "without --capacity") }
        let file = try ScoresFile(path)
        let document = try file.evaluate(
            plan, scale: arguments.flag("ranking") ? .ranking : .probability,
            listsCutoffs: arguments.flag("each-cutoff"),
            baseline: try arguments.optionalText("baseline").map(ScoresFile.init))
        if let output = arguments.optionalText("output") { try document.write(to: output) }
        let report = try arguments.optionalText("report").map { try file.writeReport(document, plan, in: $0) }
        if arguments.flag("json") {
            try console.json(document)
        } else {
            Summary.figures(document, plan, console)
            Summary.baseline(document, plan, console)
            Summary.groups(document, console)
            if let report { console.line("report   \(report)") }
        }
        return .ok
    }
}
