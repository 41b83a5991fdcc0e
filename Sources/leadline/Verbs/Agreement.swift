import Evaluation
import Terminal
import Workflow

/// `leadline agreement`: how far clusters are the groups that are known.
enum Agreement: Subcommand {
    static let specification = CommandSpecification(
        name: "agreement",
        summary: "compare two partitions of the same rows, such as clusters and known groups",
        positionals: [
            .init(
                "first",
                help: "the clusters: .npy of whole numbers, or .csv or .parquet with a column of them"),
            .init("second", help: "the groups that are known, in a file of any of these kinds"),
        ],
        options: [
            .value("first-part", placeholder: "COLUMN", help: "the first table's column of clusters"),
            .value("second-part", placeholder: "COLUMN", help: "the second table's column of groups"),
            .value(
                "key", placeholder: "COLUMN",
                help:
                    "the column of both tables that tells which row is which; rows are compared by place unless given"
            ),
            .value(
                "second-key", placeholder: "COLUMN",
                help: "that of the second table, where it has another name"),
            .value(
                "resamples", placeholder: "N", default: "1000", help: "draws of rows for the intervals"),
            .value("seed", placeholder: "N", default: "1", help: "of the draws"),
            .value("output", short: "o", placeholder: "FILE", help: "the JSON file to write"),
            .json,
        ],
        discussion: """
            The adjusted Rand index and the adjusted mutual information are 1 for equal partitions, whatever their \
            parts are called, and 0 on average for unrelated ones; intervals are of rows drawn anew. \
            docs/clusters.md says more.
            """,
        examples: [
            CommandExample(
                "leadline agreement clusters.npy known.csv --second-part persona", "rows in the same order"),
            CommandExample(
                "leadline agreement found.csv sim/truth/personas.csv --key lead --first-part cluster --second-part persona",
                "planted personas, by the ids of leads"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let key = arguments.optionalText("key")
        let comparison = try PartitionComparison.comparing(
            PartitionFile(
                path: arguments.text("first"), key: key, part: arguments.optionalText("first-part")),
            PartitionFile(
                path: arguments.text("second"), key: arguments.optionalText("second-key") ?? key,
                part: arguments.optionalText("second-part")),
            resamples: try arguments.integer("resamples", in: 1...100_000) ?? 1_000,
            seed: UInt64(try arguments.integer("seed", in: 0...Int.max) ?? 1))
        try arguments.write(comparison)
        if arguments.flag("json") {
            try console.json(comparison)
        } else {
            show(comparison, console)
        }
        return .ok
    }

    private static func show(_ comparison: PartitionComparison, _ console: Console) {
        console.heading(
            "\(Figures.count(comparison.rows)) rows in both, \(comparison.onlyFirst) in the first alone, "
                + "\(comparison.onlySecond) in the second alone")
        console.table(
            ["metric", "value", "interval", "method"],
            comparison.metrics.map { row in
                [
                    row.metric, row.value.map(Figures.text) ?? "undefined",
                    row.lower.flatMap { lower in
                        row.upper.map { "\(Figures.text(lower)) to \(Figures.text($0))" }
                    } ?? "", row.method,
                ]
            }, alignments: [.left, .right, .left, .left])
        // More parts than a screen is wide are in the document.
        guard comparison.first.count <= 30 && comparison.second.count <= 12 else { return }
        console.table(
            [""] + comparison.second,
            zip(comparison.first, comparison.counts).map { [$0] + $1.map { "\($0)" } },
            alignments: [.left] + comparison.second.map { _ in .right })
    }
}
