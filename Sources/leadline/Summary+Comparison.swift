import Evaluation
import Reports
import Terminal
import Workflow

extension Summary {
    /// Two versions side by side.
    static func comparison(_ content: ComparisonContent, page: String, _ console: Console) {
        table("Settings that differ (\(content.equalSettings) are equal)", content.settings, content, console)
        table("Data", content.data, content, console)
        table("Slices", content.slices, content, console)
        metrics(content.metrics, "Each on its own test slice; no difference is claimed", content, console)
        if let same = content.sameRows {
            metrics(
                same.metrics,
                "Both on the test slice of \(same.slice), \(Figures.count(same.rows)) rows; paired", content,
                console)
        } else {
            console.line("no difference is claimed: \(content.reason ?? "nobody asked for one")")
        }
        console.line("page: \(page)")
    }

    private static func table(
        _ heading: String, _ facts: [ComparedFact], _ content: ComparisonContent, _ console: Console
    ) {
        console.heading(heading)
        if facts.isEmpty { return console.line("none") }
        console.table(
            ["", content.left, content.right],
            facts.map {
                [$0.name, $0.left ?? "–", $0.left == $0.right ? "the same" : $0.right ?? "–"]
            })
    }

    private static let shown = [
        "wins_at_capacity", "lift_at_top", "auroc", "average_precision", "brier_score", "calibration_slope",
    ]

    private static func metrics(
        _ pairs: [ComparedMetric], _ heading: String, _ content: ComparisonContent, _ console: Console
    ) {
        console.heading(heading)
        func text(_ row: MetricRow?) -> String {
            row?.value.map { Figures.text($0, row?.lower, row?.upper) } ?? "–"
        }
        let rows = shown.compactMap { metric in
            pairs.first { $0.metric == metric && $0.group == MetricRow.overall }
        }
        let isCompared = rows.contains { $0.difference != nil }
        console.table(
            ["metric", content.left, content.right] + (isCompared ? ["left less right"] : []),
            rows.map {
                [$0.metric, text($0.left), text($0.right)] + (isCompared ? [text($0.difference)] : [])
            })
    }
}
