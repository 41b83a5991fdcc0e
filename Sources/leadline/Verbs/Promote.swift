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
            The version is verified, its audit must have passed, and every gate must hold, of the pipeline or of --gates, \
            with all that the pipeline requires. Comparisons that `leadline gate` kept of exactly these versions and gates \
            are taken, else they are made now. The journal keeps who, when, why, which gates and the digest of the result. \
            Nothing overrides a failed audit, or a signature that is required and not there. Exit code 1 when the answer \
            is no, 4 when the alias moved and the report that tells of it could not be written.
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
            pipeline, workspace: workspace, gates: arguments.gateFile(for: pipeline), program: Main.program)
        let isOverride = arguments.flag("override")
        var decision =
            try isOverride
            ? arguments.accountedDecision(of: "an override") : arguments.decision(defaultWhy: "gates passed")
        decision.isOverride = isOverride
        let (record, move): (GateRecord, AliasMove)
        do {
            (record, move) = try gatekeeper.promote(
                version: version, to: alias, by: decision, now: Clock.now)
        } catch WorkflowError.refused(let what, let remedy) {
            console.error(what, remedy: remedy)
            return .failed
        } catch {
            // That the registry admits no such move is an answer as well.
            guard case .illegalMove? = error as? RegistryError else { throw error }
            console.error(describing: error)
            return .failed
        }
        Gate.show(record, at: decision.when, console)
        let before = move.from.map { "version \($0)" } ?? "nothing"
        console.line(
            move.isNew
                ? "\(alias) of \(pipeline.name) is now version \(version) (was \(before))"
                : "\(alias) of \(pipeline.name) is version \(version) already")
        guard let promotion = try model.promotion(of: version, to: alias),
            promotion.isOverride || promotion.gates?.replaced != nil
        else { return .ok }
        if promotion.isOverride { console.warn("\(alias) was moved in spite of its gates") }
        // The report and the card say so from now on.
        do {
            _ = try TrainingResult(version: version, of: model).writeReport(
                in: workspace, for: pipeline, gates: record)
        } catch {
            console.error(describing: error)
            return .notDelivered
        }
        return .ok
    }
}
