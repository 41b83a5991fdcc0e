import Datasets
import Terminal
import Workflow

/// `leadline audit`: the search for leaks.
enum Audit: Subcommand {
    static let specification = CommandSpecification(
        name: "audit", summary: "search a pipeline for leaks, with evidence",
        positionals: [Common.pipeline], options: [.json] + Common.folders,
        discussion: "The audit that every training runs. Exit code 1 when it refuses, 2 when it only warns.")

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let steps = Steps(console)
        steps.step("reading")
        let room = try DataRoom(pipeline, workspace: arguments.workspace())
        steps.step("computing features")
        let data = try room.prepare()
        steps.step("auditing")
        let report = try room.audit(data)
        steps.finish()
        if arguments.flag("json") { try console.json(report) } else { Summary.audit(report, console) }
        return !report.passed ? .failed : report.warnings.isEmpty ? .ok : .warned
    }
}
