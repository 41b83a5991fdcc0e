import Datasets
import Features
import Registry
import Scoring
import Terminal
import Workflow

/// `leadline score`: everybody who is eligible, best first.
enum Score: Subcommand {
    static let specification = CommandSpecification(
        name: "score", summary: "score everybody who is eligible at a time, best first",
        positionals: [Common.pipeline],
        options: [
            .value(
                "as-of", placeholder: "TIME",
                help: "ISO-8601 time of the question; just after the last recorded event unless given"),
            .value(
                "output", short: "o", placeholder: "FILE", help: "write all scores to a .csv or .parquet file"
            ),
            .value("top", placeholder: "N", default: "10", help: "how many of the best to print"),
            Common.version, Common.alias,
        ] + Common.data,
        discussion: """
            Scores with the version that the alias names, or with --version. The file has id, asOf, score (uncalibrated), \
            probability, logit, rank, three reasons and the version.
            """)

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        let version = try arguments.served(pipeline, workspace)
        let asOf = try arguments.time("as-of")
        let top = try arguments.integer("top", in: 0...1000) ?? 10
        let steps = Steps(console)
        steps.step("scoring with version \(version.version.version)")
        let room = try DataRoom(pipeline, workspace: workspace)
        let scored = try BatchScoring(
            room.frame(asOf: asOf, features: version.package.features), by: version.package)
        if let path = arguments.optionalText("output") {
            try Common.makeFolder(of: path)
            try TableFile().write(
                scored.table(version: version.version.version), to: path, permissions: 0o600)
        }
        steps.finish()
        let times = Set(scored.leads.map(\.asOf))
        let when = times.count == 1 ? times.first.map { " as of \($0)" } ?? "" : ", each as of its own cutoff"
        console.heading(
            "\(Figures.count(scored.leads.count)) scored by \(pipeline.name) version \(version.version.version)\(when)"
        )
        console.table(
            ["rank", pipeline.settings.unit, "probability", "because it"],
            scored.leads.prefix(top).enumerated().map { index, lead in
                [
                    "\(index + 1)", lead.entity.id, Figures.percent(lead.probability),
                    lead.reasons.joined(separator: "; "),
                ]
            }, alignments: [.right, .left, .right])
        if let path = arguments.optionalText("output") { console.line("scores: \(path)") }
        return .ok
    }
}
