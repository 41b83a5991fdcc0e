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
            .list(
                "role", placeholder: "ROLE",
                help:
                    "what it is for: \(AccessRole.allCases.map(\.rawValue).joined(separator: ", ")); repeat for "
                    + "more (score if none is given)"),
            .value("rate", placeholder: "N", help: "requests a second at most; no limit if not given"),
        ],
        discussion: """
            The key itself is nowhere but in the output; a lost one is replaced, not recovered. A running \
            leadlined takes it up by itself.
            """,
        examples: [
            CommandExample(
                "leadline key new --name crm --keys keys.txt --role score --role explain --rate 50",
                "a key that may ask for scores and reasons, 50 times a second")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let roles = try arguments.texts("role").map { text in
            guard let role = AccessRole(rawValue: text) else {
                throw ArgumentError.invalidValue(
                    argument: "--role", found: text,
                    expected: "one of " + AccessRole.allCases.map(\.rawValue).joined(separator: ", "),
                    nearest: nil)
            }
            return role
        }
        console.line(
            try AccessKeys.create(
                name: arguments.text("name"), roles: roles.isEmpty ? [.score] : Set(roles),
                requestsPerSecond: arguments.integer("rate", in: AccessKey.rates),
                file: arguments.text("keys")))
        return .ok
    }
}
