import Serving
import Terminal

/// `leadline key list`.
enum KeyList: Subcommand {
    static let specification = CommandSpecification(
        name: "list", summary: "list the keys of a file: names, roles and rates",
        options: [
            .value(
                "keys", placeholder: "FILE", isRequired: true, help: "the file that `leadlined --keys` reads")
        ],
        discussion: "A key itself is not in the file, so that it cannot be shown.")

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let keys = try AccessKeys(file: arguments.text("keys"), mayBeEmpty: true).keys
        let rows = keys.map { key in
            let roles = AccessRole.allCases.filter(key.roles.contains).map(\.rawValue)
            return [key.name, roles.joined(separator: ","), key.requestsPerSecond.map { "\($0)/s" } ?? ""]
        }
        console.table(["name", "roles", "rate"], rows, alignments: [.left, .left, .right])
        return .ok
    }
}
