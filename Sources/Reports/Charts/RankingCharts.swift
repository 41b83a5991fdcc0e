import Evaluation

/// How well the score orders the rows: ROC, precision and recall, gain.
struct RankingCharts {
    let curves: EvaluationCurves
    /// The baseline drawn beside the model, with its name.
    let baseline: (name: String, curves: EvaluationCurves)?
    /// The share of positives.
    let baseRate: Double?
    /// What the curves are of.
    var name = "model"

    /// The key's entries of the model and its baseline.
    private var key: [(style: String, text: String)] {
        [("model", name.shortened(to: 28))]
            + (baseline.map { [("baseline", $0.name.shortened(to: 28))] } ?? [])
    }

    func roc() -> Markup {
        let chart = Chart(
            name: "roc", title: "ROC curve",
            description: "True positive rate against false positive rate of the model"
                + (baseline.map { ", beside \($0.name)" } ?? "") + "; the diagonal is chance.",
            x: AxisScale(0...1, label: "False positive rate", isPercent: true),
            y: AxisScale(0...1, label: "True positive rate", isPercent: true))
        return chart.markup { svg in
            chart.curve("chance", [(0, 0), (1, 1)], in: &svg)
            if let baseline { chart.curve("baseline", baseline.curves.roc.map { ($0.x, $0.y) }, in: &svg) }
            chart.curve("model", curves.roc.map { ($0.x, $0.y) }, in: &svg)
            chart.key(key + [("chance", "chance")], at: .bottomRight, in: &svg)
        }
    }

    func precisionRecall() -> Markup {
        let chart = Chart(
            name: "precision-recall", title: "Precision and recall",
            description: "Precision against recall of the model"
                + (baseline.map { ", beside \($0.name)" } ?? "") + "; the level line is the base rate.",
            x: AxisScale(0...1, label: "Recall: share of all positives found", isPercent: true),
            y: AxisScale(0...1, label: "Precision: positives among those", isPercent: true))
        return chart.markup { svg in
            if let baseRate { chart.curve("chance", [(0, baseRate), (1, baseRate)], in: &svg) }
            if let baseline {
                chart.curve("baseline", baseline.curves.precisionRecall.map { ($0.x, $0.y) }, in: &svg)
            }
            chart.curve("model", curves.precisionRecall.map { ($0.x, $0.y) }, in: &svg)
            chart.key(key + (baseRate == nil ? [] : [("chance", "base rate")]), at: .topRight, in: &svg)
        }
    }

    func gains() -> Markup {
        let found = curves.gains.first.map {
            " The top tenth holds \(NumberText.percent($0.gain)) of all positives, lift "
                + NumberText.fixed($0.lift, 2) + "."
        }
        let chart = Chart(
            name: "gains", title: "Gain and lift by decile",
            description: "The share of all positives within the top tenth, two tenths and so on, "
                + "with the lift above each bar; the marks are a random choice." + (found ?? ""),
            x: AxisScale(0...1, label: "Share of rows taken, best first", isPercent: true),
            y: AxisScale(0...1, label: "Share of all positives found", isPercent: true))
        return chart.markup { svg in
            let half = (chart.across(0.1) - chart.across(0)) * 0.36
            for point in curves.gains {
                let centre = chart.across(point.share) - half / 0.72
                svg.box(
                    "bar", x: centre - half, y: chart.down(point.gain), width: 2 * half,
                    height: chart.down(0) - chart.down(point.gain))
                svg.line(
                    "mark", centre - half, chart.down(point.share), centre + half, chart.down(point.share))
                svg.label(
                    "value middle", centre, chart.down(point.gain) - 5,
                    NumberText.fixed(point.lift, point.lift < 9.95 ? 1 : 0) + "×")
            }
        }
    }
}
