import Features
import Terminal
import Workflow

/// `leadline features diff`: what became of the definitions, and of how many values.
enum FeaturesDiff: Subcommand {
    static let specification = CommandSpecification(
        name: "diff", summary: "what differs between two versions of the definitions",
        positionals: [
            .init(
                "old",
                help:
                    "a pipeline file, models:/name/3, models:/name@production, or a backfill's version folder"
            ),
            .init("new", help: "another of these"),
        ],
        options: [
            .flag(
                "values", help: "also compute the share of rows whose values differ, on the pipeline's data"),
            .json,
        ] + Common.data,
        discussion: """
            Exit code 0: every value stays what it was (units and sentences may differ); 1: a feature was added, removed or \
            is computed in another way.
            """,
        examples: [
            CommandExample(
                "leadline features diff models:/repeat-purchase@production datasets/cdnow/pipeline.yaml --values",
                "what the pipeline computes otherwise than the served version does")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let workspace = try arguments.dataWorkspace()
        let old = try DefinedFeatures(arguments.text("old"), workspace: workspace)
        let new = try DefinedFeatures(arguments.text("new"), workspace: workspace)
        var comparison = try FeatureComparison(old, new)
        if arguments.flag("values") {
            guard let pipeline = new.pipeline ?? old.pipeline else {
                throw WorkflowError.unusable(
                    what: "neither side names data", remedy: "let one of them be a pipeline file")
            }
            comparison.values = try DataRoom(pipeline, workspace: workspace).values(
                old.features, new.features, differences: comparison.differences)
        }
        if arguments.flag("json") {
            try console.json(comparison)
        } else {
            show(comparison, console)
        }
        return comparison.changesValues ? .failed : .ok
    }

    private static func show(_ comparison: FeatureComparison, _ console: Console) {
        if comparison.differences.isEmpty {
            console.line("the definitions are equal")
            return
        }
        let rows = comparison.differences.flatMap { difference -> [[String]] in
            let share = comparison.values?.first { $0.feature == difference.feature }
            let rows = share.map { "\($0.differing) of \($0.rows)" } ?? ""
            if difference.fields.isEmpty {
                return [[difference.feature, difference.change.rawValue, "", "", "", rows]]
            }
            return difference.fields.enumerated().map { place, field in
                [
                    place == 0 ? difference.feature : "", place == 0 ? difference.change.rawValue : "",
                    field.field,
                    field.old ?? "–", field.new ?? "–", place == 0 ? rows : "",
                ]
            }
        }
        console.table(
            [
                "feature", "change", "field", "version \(comparison.old.version)",
                "version \(comparison.new.version)", "rows that differ",
            ], rows)
        if comparison.needsNewVersion {
            console.warn(
                "both sides call their definitions version \(comparison.new.version): raise featuresVersion in the "
                    + "newer pipeline")
        }
    }
}
