import Evaluation

extension HTMLReport {
    /// The metric rows that are of no fold and say nothing of stability, which has a section of its own.
    var unfoldedRows: [MetricRow] {
        let names = Set(content.folds.map(\.name) + (content.folds.isEmpty ? [] : ["backtest"]))
        return content.rows.filter {
            !names.contains($0.slice) && !PopulationDrift.metrics.contains($0.metric)
        }
    }

    /// The recipe fitted and tested again and again, each time later.
    func backtest(in part: inout Markup) {
        func cell(_ metric: String, _ slice: String) -> String {
            let row = content.rows.first {
                $0.metric == metric && $0.slice == slice && $0.group == MetricRow.overall
            }
            return row.flatMap(MetricText(metric).figure) ?? "–"
        }
        let difference = "auroc_difference_to_reference"
        let isCompared = content.rows.contains { $0.metric == difference }
        part.element(
            "p",
            text:
                "The recipe, fitted anew for every fold on what was complete before its test span, and tested on it."
                + (isCompared
                    ? " The reference is fitted and tested on the same rows; the difference is the recipe's AUROC less the reference's."
                    : ""))
        Table(
            caption: "Rolling-origin backtest",
            columns: [
                .text("Fold"), .text("Train cutoffs"), .number("Rows"), .text("Test cutoffs"),
                .number("Rows"), .number("AUROC (95 %)"),
            ] + (isCompared ? [.number("Difference to the reference (95 % paired)")] : []),
            rows: content.folds.map { fold in
                [
                    fold.name, fold.train, NumberText.grouped(fold.trainRows), fold.test,
                    NumberText.grouped(fold.testRows), cell("auroc", fold.name),
                ] + (isCompared ? [cell(difference, fold.name)] : [])
            } + [
                [
                    "mean", "", "", "", NumberText.grouped(content.folds.reduce(0) { $0 + $1.testRows }),
                    cell("auroc", "backtest"),
                ] + (isCompared ? [cell(difference, "backtest")] : [])
            ]
        ).append(to: &part)
    }
}
