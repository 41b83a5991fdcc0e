import Registry
import Terminal

/// `leadline registry retire`.
enum RegistryRetire: Subcommand {
    static let specification = CommandSpecification(
        name: "retire", summary: "take a version out of use for good",
        positionals: [RegistryVerbs.model, .init("number", help: "the version's number")],
        options: [Common.registry, Common.why, Common.by])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let model = try Registry(root: arguments.text("registry")).model(arguments.text("model"))
        let version = try arguments.integer("number", in: 1...Int.max) ?? 1
        try model.retire(version: version, by: arguments.decision(defaultWhy: "retired"))
        console.line("version \(version) of \(model.name) is retired")
        return .ok
    }
}
