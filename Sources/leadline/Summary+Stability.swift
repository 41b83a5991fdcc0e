import Evaluation
import Reports
import Terminal
import Workflow

extension Summary {
    /// What has moved from the train slice to the test slice; nothing where nothing was held against it.
    static func stability(_ document: EvaluationDocument, _ console: Console) {
        let drifts = document.stability?.drifts(of: "test") ?? []
        if drifts.isEmpty { return }
        console.heading("Drift from the train slice to the test slice")
        console.line(StabilityText(drifts).sentence)
        let shown = drifts.filter { $0.isAboveNull }
        if shown.isEmpty { return }
        console.table(
            ["feature", "population stability", "by chance up to", "p, adjusted", ""],
            shown.map { drift in
                [
                    drift.name, drift.value.map { Figures.text($0) } ?? "–",
                    drift.threshold.map { Figures.text($0) } ?? "–",
                    drift.adjusted.map { Figures.text($0) } ?? "–", drift.isDrifted ? "drifted" : "",
                ]
            }, alignments: [.left, .right, .right, .right, .left])
    }
}
