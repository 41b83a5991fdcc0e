import Registry
import Terminal

/// `leadline registry pull`.
enum RegistryPull: Subcommand {
    static let specification = CommandSpecification(
        name: "pull", summary: "copy a model from another registry: versions first, aliases last",
        positionals: [RegistryVerbs.model],
        options: [
            .value("from", placeholder: "DIR", isRequired: true, help: "the other registry's folder"),
            Common.registry,
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let result = try Registry(root: arguments.text("registry")).pull(
            arguments.text("model"), from: Registry(root: arguments.text("from")))
        console.line("\(result.versions.count) versions and \(result.entries) journal lines copied")
        return .ok
    }
}
