import Evaluation
import Terminal
import Workflow

extension Summary {
    /// What a served model's decisions came to.
    static func decisions(_ decisions: MaturedDecisions, isCutShort: Bool, _ console: Console) {
        let counts = decisions.counts
        console.heading("Decisions, labels known until \(decisions.horizon ?? "–")")
        console.table(
            [
                "lines", "repeated", "other models", "fallback", "unknown", "immature", "excluded",
                "positive", "negative",
            ],
            [
                [
                    counts.read, counts.repeated, counts.ofOthers, counts.fallbacks, counts.unknown,
                    counts.immature, counts.excluded, counts.positives, counts.negatives,
                ].map { Figures.count($0) }
            ], alignments: [.right])
        if isCutShort { console.warn("the last line of the log breaks off and was left out") }
        if let reason = decisions.reasonForNothing {
            console.line("nothing can be measured: \(reason)")
            return
        }
        var groups: [String] = []
        for row in decisions.metrics where row.metric == "auroc" && !groups.contains(row.group) {
            groups.append(row.group)
        }
        let metrics = ["base_rate", "mean_probability", "auroc", "brier_score", "calibration_in_the_large"]
        console.table(
            ["group", "rows"] + metrics.map { label($0, nil) },
            groups.map { group in
                let rows = decisions.metrics.filter { $0.group == group }
                return [group, Figures.count(rows.first?.n ?? 0)]
                    + metrics.map { metric in
                        figure(rows.first { $0.metric == metric })
                    }
            }, alignments: [.left, .right])
        bands(decisions.metrics, console)
    }
}
