import Datasets
import Terminal
import Workflow

/// `leadline quarantine list`: how many rows, and why.
enum QuarantineList: Subcommand {
    static let specification = CommandSpecification(
        name: "list", summary: "count the rows that the last import set aside, by source and reason",
        positionals: [Common.pipeline], options: [.json] + Common.folders,
        discussion: """
            What the rows say is in quarantine.jsonl (mode 0600) in the working folder, as far as it is kept; it is \
            never printed.
            """)

    /// Rows of one source with one reason.
    private struct Line: Encodable {
        var source: String
        var field: String?
        var reason: String
        var rows = 0
        var kept = 0
        var firstLine: Int
    }

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let workspace = arguments.workspace()
        var lines: [[String]: Line] = [:]
        for row in try QuarantineRoom(pipeline, workspace: workspace).quarantine().rows {
            let key = [row.source, row.field ?? "", row.reason]
            var line =
                lines[key]
                ?? Line(source: row.source, field: row.field, reason: row.reason, firstLine: row.row)
            line.rows += 1
            line.kept += row.content == nil ? 0 : 1
            lines[key] = line
        }
        let sorted = lines.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
        if arguments.flag("json") {
            try console.json(sorted)
        } else if sorted.isEmpty {
            console.line("no rows are set aside")
        } else {
            console.table(
                ["source", "field", "reason", "rows", "kept", "first line"],
                sorted.map {
                    [
                        $0.source, $0.field ?? "", $0.reason, Figures.count($0.rows), Figures.count($0.kept),
                        "\($0.firstLine)",
                    ]
                }, alignments: [.left, .left, .left, .right, .right, .right])
        }
        return .ok
    }
}
