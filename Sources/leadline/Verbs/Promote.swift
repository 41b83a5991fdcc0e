import Registry
import Terminal
import Workflow

/// `leadline promote`: gate, then move an alias.
enum Promote: Subcommand {
    static let specification = CommandSpecification(
        name: "promote", summary: "hold a version against audit and gates, then move an alias to it",
        positionals: [Common.pipeline],
        options: [
            Common.version, Common.alias, Common.gates, Common.why, Common.by,
            .flag(
                "override",
                help:
                    "promote although gates do not hold, with --by and --why; the journal, the card and the daemon say so"
            ),
        ] + Common.data,
        discussion: """
            The version is verified, its audit must have passed, and every gate of the pipeline must hold: by a result \
            that `leadline gate` kept of exactly these versions and gates, else they are held now. The journal keeps who, \
            when, why and the digest of the result. Nothing overrides a failed audit. Exit code 1 when the answer is no.
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
        let gatekeeper = try Gatekeeper(
            pipeline, workspace: workspace, gates: arguments.gateFile(for: pipeline))
        var decision = arguments.decision(defaultWhy: "gates passed")
        if arguments.flag("override") {
            guard arguments.optionalText("by") != nil, arguments.optionalText("why") != nil else {
                throw WorkflowError.unusable(
                    what: "an override says neither who decides nor why",
                    remedy: "add --by NAME and --why TEXT; they are written down for all to see")
            }
            decision.isOverride = true
        }
        do {
            let (record, move) = try gatekeeper.promote(version: version, to: alias, by: decision)
            Gate.show(record, console)
            let before = move.from.map { "version \($0)" } ?? "nothing"
            console.line(
                move.isNew
                    ? "\(alias) of \(pipeline.name) is now version \(version) (was \(before))"
                    : "\(alias) of \(pipeline.name) is version \(version) already")
            if try model.promotion(of: version, to: alias)?.isOverride == true {
                console.warn("\(alias) was moved in spite of its gates")
                // The report and the card say so from now on.
                _ = try TrainingResult(version: version, of: model).writeReport(
                    in: workspace, for: pipeline, by: .now(why: "a report"))
            }
            return .ok
        } catch WorkflowError.refused(let what, let remedy) {
            console.error(what, remedy: remedy)
            return .failed
        }
    }
}
