import Registry
import Terminal
import Workflow

/// `leadline registry approve`.
enum RegistryApprove: Subcommand {
    static let specification = CommandSpecification(
        name: "approve", summary: "write down that somebody approves a version, for gates that ask for it",
        positionals: [RegistryVerbs.model, .init("number", help: "the version's number")],
        options: [Common.registry, Common.why, Common.by])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        guard arguments.optionalText("by") != nil, let why = arguments.optionalText("why") else {
            throw WorkflowError.unusable(
                what: "an approval says neither who gives it nor why",
                remedy: "add --by NAME and --why TEXT; they are written down")
        }
        let model = try Registry(root: arguments.text("registry")).model(arguments.text("model"))
        let version = try arguments.integer("number", in: 1...Int.max) ?? 1
        let decision = arguments.decision(defaultWhy: why)
        try model.approve(version: version, by: decision)
        console.line("\(decision.who) approves version \(version) of \(model.name)")
        return .ok
    }
}
