import Serving
import Terminal

/// `leadline key new`.
enum KeyNew: Subcommand {
    static let specification = CommandSpecification(
        name: "new", summary: "make a key for leadlined, print it once and append its digest to a file",
        options: [
            .value("name", placeholder: "NAME", isRequired: true, help: "whose key it is"),
            .value(
                "keys", placeholder: "FILE", isRequired: true,
                help: "the file that `leadlined --keys` reads; made with mode 0600"),
        ],
        discussion: "The key itself is nowhere but in the output; a lost one is replaced, not recovered.")

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        console.line(
            try AccessKeys.create(name: arguments.text("name"), file: arguments.text("keys")))
        return .ok
    }
}
