import Terminal
import Workflow

extension Evaluate {
    /// Joins a log of decisions with the labels that have matured since.
    static func evaluate(
        log path: String, _ arguments: ParsedArguments, _ console: Console
    ) throws -> ExitCode {
        try arguments.refuse(
            ["version", "locked", "write-scores", "why", "by", "registry", "reports"]
                + scoresOptions.map(\.name),
            because: "with --log")
        guard arguments.optionalText("pipeline") != nil else {
            throw WorkflowError.unusable(
                what: "--log has no pipeline whose data have the outcomes", remedy: "name a pipeline file")
        }
        let log = try DecisionLog(path)
        let pipeline = try arguments.pipeline()
        let decisions = try MaturedDecisions(log, pipeline: pipeline, workspace: arguments.workspace())
        if let output = arguments.optionalText("output") { try decisions.write(to: output) }
        let report = try arguments.optionalText("report").flatMap { folder in
            try decisions.writeReport(of: path, pipeline, in: folder)
        }
        let reason = decisions.reasonForNothing
        if let reason {
            // The document has the counts alone.
            if arguments.optionalText("report") != nil {
                console.warn("no report was written: \(reason)")
            } else if arguments.flag("json") {
                console.warn("nothing can be measured: \(reason)")
            }
        }
        if arguments.flag("json") {
            try console.json(decisions)
        } else {
            Summary.decisions(decisions, isCutShort: log.isCutShort, console)
            if let report { console.line("report   \(report)") }
        }
        // Labels mature by themselves; data that know nobody, or another model's log, stay as they are.
        return reason == nil || decisions.counts.immature > 0 ? .ok : .warned
    }
}
