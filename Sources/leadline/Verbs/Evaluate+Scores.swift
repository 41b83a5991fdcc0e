import Evaluation
import Terminal
import Workflow

extension Evaluate {
    /// What only the scores of a file need to be told.
    static let scoresOptions: [OptionSpecification] =
        ScoresOptions.specifications + [
            .value(
                "resamples", placeholder: "N",
                help: "with --scores: resamples of the bootstrap; 200 unless given")
        ]

    static func evaluate(
        scores path: String, _ arguments: ParsedArguments, _ console: Console
    ) throws -> ExitCode {
        let options = try ScoresOptions(
            arguments,
            without: ["version", "log", "locked", "write-scores", "why", "by"] + Common.folders.map(\.name),
            resamples: arguments.integer("resamples", in: 20...1_000_000))
        let plan = options.plan
        let file = try ScoresFile(path)
        let document = try file.evaluate(
            plan, scale: options.scale, listsCutoffs: options.listsCutoffs, baseline: options.baseline,
            baselineScale: options.baselineScale)
        if let output = arguments.optionalText("output") { try document.write(to: output) }
        let report = try arguments.optionalText("report").map { try file.writeReport(document, plan, in: $0) }
        if arguments.flag("json") {
            try console.json(document)
        } else {
            Summary.figures(document, plan, console)
            Summary.baseline(document, plan, console)
            Summary.groups(document, console)
            Summary.bands(document.metrics, console)
            if let report { console.line("report   \(report)") }
        }
        return .ok
    }
}
