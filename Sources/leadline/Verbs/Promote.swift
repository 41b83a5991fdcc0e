import Registry
import Terminal
import Workflow

/// `leadline promote`: gate, then move an alias.
enum Promote: Subcommand {
    static let specification = CommandSpecification(
        name: "promote", summary: "hold a version against audit and gates, then move an alias to it",
        positionals: [Common.pipeline],
        options: [Common.version, Common.alias, Common.why, Common.who] + Common.data,
        discussion: """
            The version is verified, its audit must have passed, and every gate of the pipeline must hold. The journal \
            keeps who, when, why and the digest of the gates' result. Exit code 1 when the answer is no.
            """,
        examples: [
            CommandExample(
                "leadline promote datasets/cdnow/pipeline.yaml --why 'beats the rule'",
                "the newest version goes live"),
            CommandExample(
                "leadline promote pipeline.yaml --version 3 --alias staging", "version 3 goes to staging"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        let model = try workspace.registry.model(pipeline.name)
        let version = try arguments.version(of: model, madeBy: pipeline)
        let alias = arguments.text("alias")
        let gatekeeper = try Gatekeeper(pipeline, workspace: workspace)
        do {
            let (verdict, move) = try gatekeeper.promote(
                version: version, to: alias, by: arguments.decision(defaultWhy: "gates passed"))
            Gate.show(verdict, console)
            let before = move.from.map { "version \($0)" } ?? "nothing"
            console.line(
                move.isNew
                    ? "\(alias) of \(pipeline.name) is now version \(version) (was \(before))"
                    : "\(alias) of \(pipeline.name) is version \(version) already")
            return .ok
        } catch WorkflowError.refused(let what, let remedy) {
            console.error(what, remedy: remedy)
            return .failed
        }
    }
}
