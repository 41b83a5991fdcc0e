import Registry
import Terminal
import Workflow

/// `leadline rollback`: an alias back to what it named before.
enum Rollback: Subcommand {
    static let specification = CommandSpecification(
        name: "rollback", summary: "move an alias back to the version it named before",
        positionals: [Common.pipeline], options: [Common.alias, Common.why, Common.by] + Common.folders)

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let model = try arguments.workspace().registry.model(pipeline.name)
        let alias = arguments.text("alias")
        let move = try model.rollback(alias: alias, by: arguments.decision(defaultWhy: "rolled back"))
        console.line(
            "\(alias) of \(pipeline.name) is version \(move.to) again (was \(move.from.map(String.init) ?? "nothing"))"
        )
        return .ok
    }
}
