import Terminal
import Workflow

/// `leadline features rollback`: the version of the frames that was served before.
enum FeaturesRollback: Subcommand {
    static let specification = CommandSpecification(
        name: "rollback", summary: "serve the backfilled version before again, once its digests hold",
        positionals: [.init("folder", help: "the folder that `features backfill -o` wrote")],
        options: [Common.why, Common.by] + Common.folders)

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let backfill = FeatureBackfill(root: arguments.text("folder"))
        let move = try backfill.rollBack(by: arguments.decision(defaultWhy: "rolled back"))
        console.line(
            "version \(move.to) is served again (was \(move.from)); every frame has its recorded digest")
        return .ok
    }
}
