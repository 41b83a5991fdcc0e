import Datasets
import Evaluation
import Reports
import Storage
import Terminal
import Workflow

extension Gate {
    static let scoresOptions: [OptionSpecification] =
        [
            .value(
                "scores", placeholder: "FILE",
                help:
                    "hold scores of any model instead: CSV or Parquet with id, asOf, score, label and groups")
        ] + ScoresOptions.specifications

    /// Judges a file of scores against a file of gates.
    static func judge(scores path: String, _ arguments: ParsedArguments, console: Console) throws -> ExitCode
    {
        let options = try ScoresOptions(
            arguments, without: ["version", "alias", "by"] + Common.data.map(\.name))
        guard let file = arguments.optionalText("gates") else {
            throw WorkflowError.unusable(
                what: "the scores have no gates to be held against", remedy: "add --gates FILE")
        }
        let gates = try GateFile(file: file)
        let scores = try ScoresFile(path)
        let audit = try scores.audit()
        let verdict = try ScoresGate(
            scores, baseline: options.baseline, audit: audit, rules: gates.rules, plan: options.plan,
            scale: options.scale, listsCutoffs: options.listsCutoffs, baselineScale: options.baselineScale)
        let name = FileSystem.name(of: path)
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
