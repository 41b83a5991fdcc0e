import Datasets
import Evaluation
import Registry
import Scoring
import Storage
import Terminal
import Workflow

/// Tells on the terminal what a training found.
enum Summary {
    /// A version: slices, figures, rule, groups, paths.
    static func show(_ result: TrainingResult, _ pipeline: Pipeline, _ console: Console) {
        let number = result.version.version
        console.heading(
            "\(pipeline.name) version \(number)\(result.isNew ? "" : " (the version there is: same data, settings and seed)")"
        )
        console.line("\(result.package.title) [\(result.package.provenance) data]")
        slices(result.lineage.slices, console)
        for assumption in result.lineage.assumptions { console.line("assumed: \(assumption)") }
        audit(result.audit, console)
        figures(result.document, console)
        rules(result.document, console)
        groups(result.document, console)
        console.line()
        console.line(
            "version  \(result.folder)  digest \(String(result.version.digest.description.prefix(12)))")
        console.line("report   \(result.report)")
        if result.lineage.exploratory {
            console.warn("trained in spite of a failed audit: this version can never be promoted")
        }
    }

    /// Rows by slice, from prepared data.
    static func slices(_ data: PreparedData, _ console: Console) { slices(data.summaries, console) }

    /// Rows by slice.
    static func slices(_ slices: [Lineage.SliceLineage], _ console: Console) {
        console.heading("Slices")
        console.table(
            ["slice", "first cutoff", "last cutoff", "rows", "positive", "immature", "purged"],
            slices.map {
                [
                    $0.name, $0.from, $0.to, Figures.count($0.rows),
                    Figures.percent(Double($0.positives) / Double(max(1, $0.rows))),
                    Figures.count($0.immature),
                    Figures.count($0.purged),
                ]
            }, alignments: [.left, .left, .left, .right, .right, .right, .right])
    }

    /// Rows by source.
    static func sources(_ sources: [Lineage.SourceLineage], _ console: Console) {
        console.heading("Sources")
        console.table(
            ["source", "file", "read", "accepted", "quarantined", "duplicate"],
            sources.map {
                [
                    $0.name, $0.file, Figures.count($0.read), Figures.count($0.accepted),
                    Figures.count($0.quarantined), Figures.count($0.duplicate),
                ]
            }, alignments: [.left, .left, .right, .right, .right, .right])
    }

    /// The figures of the test slice.
    static func figures(_ document: EvaluationDocument, _ console: Console) {
        console.heading("On the test slice")
        let names = [
            "base_rate": "base rate", "auroc": "AUROC", "average_precision": "average precision",
            "precision_at_top": "precision at the top", "recall_at_top": "recall at the top",
            "lift_at_top": "lift at the top", "wins_at_capacity": "wins at capacity",
            "brier_score": "Brier score", "log_loss": "log loss", "calibration_slope": "calibration slope",
            "calibration_in_the_large": "calibration in the large",
            "expected_calibration_error": "expected calibration error",
        ]
        let order = [
            "base_rate", "auroc", "average_precision", "precision_at_top", "recall_at_top", "lift_at_top",
            "wins_at_capacity", "brier_score", "log_loss", "calibration_slope", "calibration_in_the_large",
            "expected_calibration_error",
        ]
        console.table(
            ["metric", "value", "95 % interval", "method"],
            order.compactMap { metric in
                document.row(metric).map { row in
                    [
                        names[metric] ?? metric, row.value.map(Figures.text) ?? "undefined",
                        interval(row), row.method,
                    ]
                }
            }, alignments: [.left, .right, .left, .left])
    }

    /// The strongest rule beside the model.
    static func rules(_ document: EvaluationDocument, _ console: Console) {
        guard let strongest = document.rules.first else { return }
        console.heading("Beside the strongest hand rule: \(strongest.name) (found on the train slice)")
        var rows: [[String]] = []
        for (metric, name) in [
            ("auroc", "AUROC"), ("lift_at_top", "lift at the top"), ("wins_at_capacity", "wins at capacity"),
        ] {
            guard let ours = document.row(metric),
                let theirs = strongest.metrics.first(where: { $0.metric == metric }),
                let difference = document.row("\(metric)_difference_to_rule")
            else { continue }
            rows.append([
                name, Figures.text(ours.value, nil, nil), Figures.text(theirs.value, nil, nil),
                Figures.text(difference.value, difference.lower, difference.upper),
            ])
        }
        console.table(
            ["metric", "model", "rule", "difference (95 % paired)"], rows,
            alignments: [.left, .right, .right, .left])
    }

    /// AUROC, rate and precision by group.
    static func groups(_ document: EvaluationDocument, _ console: Console) {
        var groups: [String] = []
        for row in document.metrics
        where row.slice == "test" && row.group.contains("=") && !groups.contains(row.group) {
            groups.append(row.group)
        }
        if groups.isEmpty { return }
        func text(_ metric: String, _ group: String) -> String {
            document.metrics.first { $0.metric == metric && $0.group == group }.map {
                Figures.text($0.value, $0.lower, $0.upper)
            } ?? "–"
        }
        console.heading("By group")
        console.table(
            ["group", "rows", "AUROC", "base rate", "mean probability", "selected at the top"],
            groups.map { group in
                [
                    group, "\(document.metrics.first { $0.group == group }?.n ?? 0)", text("auroc", group),
                    text("base_rate", group), text("mean_probability", group), text("selection_rate", group),
                ]
            }, alignments: [.left, .right])
    }

    /// The audit's findings.
    static func audit(_ report: AuditReport, _ console: Console) {
        console.heading("Leakage audit: \(report.passed ? "passed" : "FAILED")")
        let shown = report.findings.filter { $0.severity != .pass }
        let quiet = report.findings.count - shown.count
        for finding in shown {
            let place = finding.field.map { " \($0)" } ?? ""
            let verdict = finding.waived != nil ? "waived" : finding.severity.rawValue
            console.line("  \(verdict)  \(finding.check)\(place): \(finding.evidence)")
            for event in finding.events { console.line("          \(event)") }
            if let reason = finding.waived { console.line("          waived: \(reason)") }
        }
        console.line("  \(quiet) checks found nothing")
    }

    private static func interval(_ row: MetricRow) -> String {
        guard let lower = row.lower, let upper = row.upper else { return "" }
        return "\(Figures.text(lower)) to \(Figures.text(upper))"
    }
}
