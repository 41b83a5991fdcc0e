import Registry
import Terminal

/// `leadline registry approve`.
enum RegistryApprove: Subcommand {
    static let specification = CommandSpecification(
        name: "approve", summary: "write down that somebody approves a version, for gates that ask for it",
        positionals: [RegistryVerbs.model, .init("number", help: "the version's number")],
        options: [
            Common.registry,
            .value("by", placeholder: "NAME", isRequired: true, help: "who approves, for the journal"),
            .value(
                "why", placeholder: "TEXT", isRequired: true,
                help: "the reason, for the journal; no personal data"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let model = try Registry(root: arguments.text("registry")).model(arguments.text("model"))
        let version = try arguments.integer("number", in: 1...Int.max) ?? 1
        let decision = Decision.now(why: arguments.text("why"), by: arguments.text("by"))
        try model.approve(version: version, by: decision)
        console.line("\(decision.who) approves version \(version) of \(model.name)")
        return .ok
    }
}
