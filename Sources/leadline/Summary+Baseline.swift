import Evaluation
import Terminal
import Workflow

extension Summary {
    /// The team's rule beside the model.
    static func rules(_ document: EvaluationDocument, _ plan: EvaluationPlan?, _ console: Console) {
        guard let first = document.rules.first, let words = document.ruleWords else { return }
        compare(document, first, named: "rule", "Beside \(words)", plan, console)
    }

    /// Other scores of the same rows beside those of a file.
    static func baseline(_ document: EvaluationDocument, _ plan: EvaluationPlan?, _ console: Console) {
        guard let baseline = document.baseline else { return }
        compare(document, baseline, named: "baseline", "Beside the baseline", plan, console)
    }

    private static func compare(
        _ document: EvaluationDocument, _ other: EvaluationDocument.BaselineResult, named name: String,
        _ heading: String, _ plan: EvaluationPlan?, _ console: Console
    ) {
        console.heading(heading)
        if let headline = document.headlineSentence(plan) { console.line(headline) }
        var rows: [[String]] = []
        for metric in ["auroc", "lift_at_top", "wins_at_capacity", "brier_score", "log_loss"] {
            guard let ours = document.row(metric),
                let theirs = other.metrics.first(where: { $0.metric == metric }),
                let difference = document.row(EvaluationPlan.differenceMetric(metric, to: name))
            else { continue }
            rows.append([
                label(metric, plan), Figures.text(ours.value, nil, nil), Figures.text(theirs.value, nil, nil),
                Figures.text(difference.value, difference.lower, difference.upper),
            ])
        }
        console.table(
            ["metric", "model", name, "difference (95 % paired)"], rows,
            alignments: [.left, .right, .right, .left])
    }
}
