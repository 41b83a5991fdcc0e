import Registry
import Terminal

/// `leadline registry diff`.
enum RegistryDiff: Subcommand {
    static let specification = CommandSpecification(
        name: "diff", summary: "what differs between two versions' manifests",
        positionals: [
            RegistryVerbs.model, .init("left", help: "a version's number"),
            .init("right", help: "another version's number"),
        ], options: [Common.registry])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let model = try Registry(root: arguments.text("registry")).model(arguments.text("model"))
        let left = try arguments.integer("left", in: 1...Int.max) ?? 1
        let right = try arguments.integer("right", in: 1...Int.max) ?? 1
        let differences = try model.diff(left, right)
        if differences.isEmpty {
            console.line("the manifests are equal")
        } else {
            console.table(
                ["field", "version \(left)", "version \(right)"],
                differences.map { [$0.field, $0.left ?? "–", $0.right ?? "–"] })
        }
        return .ok
    }
}
