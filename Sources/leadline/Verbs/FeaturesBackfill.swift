import Features
import Terminal
import Workflow

/// `leadline features backfill`: the frames of past cutoffs under the present definitions.
enum FeaturesBackfill: Subcommand {
    static let specification = CommandSpecification(
        name: "backfill",
        summary: "compute the frames of past cutoffs under the pipeline's definitions and serve them",
        positionals: [Common.pipeline],
        options: [
            .value(
                "output", short: "o", placeholder: "DIR", isRequired: true, help: "the folder of all versions"
            ),
            .list(
                "cutoff", placeholder: "TIME",
                help: "an ISO-8601 time; all of the pipeline's calendar unless given"),
            Common.why, Common.by,
        ] + Common.data,
        discussion: """
            Writes DIR/v<featuresVersion> with a Parquet file a cutoff and a manifest of digests, and lets DIR/served name the \
            version. Run again it confirms every frame and adds those of new cutoffs. Exit code 1: the definitions changed \
            and featuresVersion did not, or a frame of the past came out otherwise; nothing is then replaced.
            """)

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        let defined = try DefinedFeatures(arguments.text("pipeline"), workspace: workspace)
        let room = try DataRoom(pipeline, workspace: workspace)
        let times = arguments.texts("cutoff")
        let cutoffs = try times.isEmpty ? room.calendarCutoffs() : times.map { try Instant($0) }
        let backfill = FeatureBackfill(root: arguments.text("output"))
        let outcome = try backfill.run(
            room, defined, cutoffs: cutoffs, by: arguments.decision(defaultWhy: "backfilled"))
        console.line(
            "\(backfill.folder(ofVersion: outcome.version)): \(outcome.added) frames added, \(outcome.confirmed) confirmed, "
                + "\(Figures.count(outcome.rows)) rows")
        if outcome.servedBefore != outcome.version {
            let before = outcome.servedBefore.map { "version \($0)" } ?? "nothing"
            console.line("version \(outcome.version) is served (was \(before))")
        }
        return .ok
    }
}
