import Evaluation
import Terminal
import Workflow

extension Summary {
    /// The folds of a backtest and their mean; nothing where there is none.
    static func backtest(_ document: EvaluationDocument, _ console: Console) {
        guard let backtest = document.backtest else { return }
        let difference = "auroc_difference_to_\(BacktestResult.reference)"
        func text(_ metric: String, _ slice: String) -> String {
            figure(
                document.metrics.first {
                    $0.metric == metric && $0.slice == slice && $0.group == MetricRow.overall
                })
        }
        console.heading("Rolling-origin backtest\(backtest.reference.map { ", beside \($0)" } ?? "")")
        let isCompared = backtest.reference != nil
        console.table(
            ["fold", "train cutoffs", "rows", "test cutoffs", "rows", "positive", "AUROC (95 %)"]
                + (isCompared ? ["difference (95 % paired)"] : []),
            backtest.folds.map { fold in
                [
                    fold.name, "\(fold.trainFrom) to \(fold.trainTo)", Figures.count(fold.trainRows),
                    "\(fold.testFrom) to \(fold.testTo)", Figures.count(fold.testRows),
                    Figures.percent(Double(fold.testPositives) / Double(max(1, fold.testRows))),
                    text("auroc", fold.name),
                ] + (isCompared ? [text(difference, fold.name)] : [])
            } + [
                [
                    "mean", "", "", "", Figures.count(backtest.folds.reduce(0) { $0 + $1.testRows }), "",
                    text("auroc", BacktestResult.slice),
                ] + (isCompared ? [text(difference, BacktestResult.slice)] : [])
            ],
            alignments: [.left, .left, .right, .left, .right, .right, .left])
    }
}
