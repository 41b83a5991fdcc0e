import Serving
import Terminal

/// `leadline key revoke`.
enum KeyRevoke: Subcommand {
    static let specification = CommandSpecification(
        name: "revoke", summary: "take a key out of a file, so that it opens nothing any more",
        positionals: [PositionalSpecification("name", help: "whose key it is")],
        options: [
            .value(
                "keys", placeholder: "FILE", isRequired: true, help: "the file that `leadlined --keys` reads")
        ],
        discussion: "A running leadlined takes this up by itself, also when it was the last key.",
        examples: [CommandExample("leadline key revoke crm --keys keys.txt", "the key of crm is gone")])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        try AccessKeys.revoke(name: arguments.text("name"), file: arguments.text("keys"))
        console.line("the key of \(arguments.text("name")) is revoked")
        return .ok
    }
}
