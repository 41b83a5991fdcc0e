import Registry
import Terminal

/// `leadline registry pull`.
enum RegistryPull: Subcommand {
    static let specification = CommandSpecification(
        name: "pull", summary: "copy a model from another registry: versions first, aliases last",
        positionals: [RegistryVerbs.model],
        options: [
            .value(
                "from", placeholder: "DIR|URL", isRequired: true,
                help: "the other registry's folder, or ssh://[user@]host[:port]/path"),
            .value(
                "limit", placeholder: "GB",
                help: "gigabytes at most that another machine may send; 4 unless given"),
            Common.registry,
        ],
        discussion: """
            Every byte is verified before it is written. What is here stays; the other journal has to continue this one. \
            From another machine the model comes by OpenSSH, which has to get in without asking, and the tar of that \
            machine, all of it each time.
            """,
        examples: [
            CommandExample(
                "leadline registry pull repeat-purchase --from ../training/registry", "from a folder"),
            CommandExample(
                "leadline registry pull repeat-purchase --from ssh://trainer@models.internal/srv/registry",
                "from another machine"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let registry = Registry(root: arguments.text("registry"))
        let model = arguments.text("model")
        let source = arguments.text("from")
        let result: PullResult
        if RemoteRegistry.isAddress(source) {
            let gigabytes = try arguments.integer("limit", in: 1...1_000_000) ?? 4
            result = try registry.pull(
                model, from: RemoteRegistry(source), limit: gigabytes * 1_000_000_000)
        } else {
            try arguments.refuse(["limit"], because: "where a folder is pulled from")
            result = try registry.pull(model, from: Registry(root: source))
        }
        console.line("\(result.versions.count) versions and \(result.entries) journal lines copied")
        return .ok
    }
}
