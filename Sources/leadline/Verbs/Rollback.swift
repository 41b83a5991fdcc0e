import Registry
import Terminal
import Workflow

/// `leadline rollback`: an alias back to what it named before.
enum Rollback: Subcommand {
    static let specification = CommandSpecification(
        name: "rollback", summary: "move an alias back to the version it named before",
        positionals: [
            PositionalSpecification(
                "model", help: "the model's name in the registry, or the pipeline file that trains it")
        ], options: [Common.alias, Common.why, Common.by] + Common.folders,
        discussion: """
            The version that the alias goes back to is verified first. In a registry that pulls from another (`leadline \
            registry pull`) roll back where it pulls from: with a decision of its own it is no copy any more, and its next \
            pull is a conflict.
            """,
        examples: [
            CommandExample(
                "leadline rollback repeat-purchase --registry /srv/registry --why 'scores too high'",
                "where there is no pipeline: the model is named")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let model = try arguments.model("model")
        let alias = arguments.text("alias")
        let move = try model.rollback(alias: alias, by: arguments.decision(defaultWhy: "rolled back"))
        console.line(
            "\(alias) of \(model.name) is version \(move.to) again (was \(move.from.map(String.init) ?? "nothing"))"
        )
        return .ok
    }
}
