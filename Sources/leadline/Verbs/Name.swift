import Terminal
import Workflow

/// `leadline name`: the model's name, for scripts.
enum Name: Subcommand {
    static let specification = CommandSpecification(
        name: "name", summary: "print the model name of a pipeline file", positionals: [Common.pipeline])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        console.line(try arguments.pipeline().name)
        return .ok
    }
}
