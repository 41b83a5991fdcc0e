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
    static func show(_ result: TrainingResult, _ pipeline: Pipeline, report: String, _ console: Console) {
        let number = result.version.version
        console.heading(
            "\(pipeline.name) version \(number)\(result.isNew ? "" : " (the version there is: same data, settings and seed)")"
        )
        console.line("\(result.package.title) [\(result.package.provenance) data]")
        slices(result.lineage.slices, console)
        if result.lineage.slices.contains(where: { $0.name == "locked" }) {
            console.line("the locked slice was looked at \(result.looks) times")
        }
        labels(result.lineage.labels, console)
        for assumption in result.lineage.assumptions { console.line("assumed: \(assumption)") }
        audit(result.audit, console)
        figures(result.document, pipeline.settings.evaluation, console)
        if let cluster = result.document.cluster {
            console.line(
                "(rows of one \(cluster) are not independent, and the intervals go by \(cluster))")
        }
        rules(result.document, pipeline.settings.evaluation, console)
        ensemble(result.document, console)
        backtest(result.document, console)
        stability(result.document, console)
        groups(result.document, console)
        bands(result.document.metrics.filter { $0.slice == "test" }, console)
        console.line()
        console.line(
            "version  \(result.folder)  digest \(String(result.version.digest.description.prefix(12)))")
        console.line("report   \(report)")
        if let refit = result.lineage.refit {
            slices(refit.slices, console)
            console.line(
                "served: the recipe fitted again on these newer rows (\(String(refit.servedDigest.description.prefix(12)))); measured: the one above (\(String(refit.evaluatedDigest.description.prefix(12))))"
            )
            if let ensemble = refit.ensemble { console.line("served weights: \(ensemble.words)") }
        }
        for source in result.lineage.sources where source.quarantined > 0 {
            console.warn(
                "\(Figures.count(source.quarantined)) of the \(Figures.count(source.read)) rows of \(source.name) were put aside; `leadline check` says why"
            )
        }
        if !result.lineage.droppedColumns.isEmpty {
            console.warn(
                "left out since they never vary in the train slice: \(result.lineage.droppedColumns.joined(separator: ", "))"
            )
        }
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
            [
                "slice", "first cutoff", "last cutoff", "rows", "positive", "immature", "purged",
                "in another slice",
            ],
            slices.map {
                [
                    $0.name, $0.from, $0.to, Figures.count($0.rows),
                    Figures.percent(Double($0.positives) / Double(max(1, $0.rows))),
                    Figures.count($0.immature),
                    Figures.count($0.purged), $0.shared.map { Figures.count($0) } ?? "–",
                ]
            }, alignments: [.left, .left, .left, .right, .right, .right, .right, .right])
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

    /// A metric as people call it, with the share or the capacity it is at.
    static func label(_ metric: String, _ plan: EvaluationPlan?) -> String {
        let top = plan.map { "top \(Figures.plain(100 * $0.top)) %" } ?? "the top"
        let capacity = plan?.capacity.map { "capacity \(Figures.count($0))" } ?? "capacity"
        let names = [
            "base_rate": "base rate", "auroc": "AUROC", "average_precision": "average precision",
            "precision_at_top": "precision at \(top)", "recall_at_top": "recall at \(top)",
            "lift_at_top": "lift at \(top)", "wins_at_capacity": "wins at \(capacity)",
            "brier_score": "Brier score", "log_loss": "log loss", "calibration_slope": "calibration slope",
            "calibration_in_the_large": "calibration in the large",
            "expected_calibration_error_debiased": "expected calibration error, debiased",
        ]
        return names[metric] ?? metric
    }

    /// The figures of the test slice.
    static func figures(_ document: EvaluationDocument, _ plan: EvaluationPlan?, _ console: Console) {
        console.heading("On the test slice")
        let order = [
            "base_rate", "auroc", "average_precision", "precision_at_top", "recall_at_top", "lift_at_top",
            "wins_at_capacity", "brier_score", "log_loss", "calibration_slope", "calibration_in_the_large",
            "expected_calibration_error_debiased",
        ]
        console.table(
            ["metric", "value", "95 % interval"],
            order.compactMap { metric in
                document.row(metric).map { row in
                    [
                        label(metric, plan), row.value.map(Figures.text) ?? "undefined", interval(row),
                    ]
                }
            }, alignments: [.left, .right, .left])
    }

    /// AUROC, rate and precision by group.
    static func groups(_ document: EvaluationDocument, _ console: Console) {
        var groups: [String] = []
        for row in document.metrics
        where row.metric == "auroc" && row.slice == "test" && row.group.contains("=")
            && !groups.contains(row.group)
        {
            groups.append(row.group)
        }
        if groups.isEmpty { return }
        func text(_ metric: String, _ group: String) -> String {
            figure(document.metrics.first { $0.metric == metric && $0.group == group })
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

    /// The audit's findings by field, and the events behind one case that shows them.
    static func audit(_ report: AuditReport, _ console: Console) {
        console.heading("Leakage audit: \(report.passed ? "passed" : "FAILED")")
        let shown = report.findings.filter { $0.severity != .pass }
        var fields: [String?] = []
        for finding in shown where !fields.contains(finding.field) { fields.append(finding.field) }
        for field in fields {
            console.line("  \(field ?? "all data")")
            for finding in shown where finding.field == field {
                let verdict = finding.waived != nil ? "waived" : finding.severity.rawValue
                console.line("    \(verdict)  \(finding.check.rawValue): \(finding.evidence)")
                if let reason = finding.waived { console.line("            because: \(reason)") }
            }
        }
        if let traced = shown.first(where: { !$0.events.isEmpty }) {
            console.line("  the events behind one case, for \(traced.field ?? "all data"):")
            for event in traced.events { console.line("    \(event)") }
        }
        console.line("  \(report.findings.count - shown.count) checks found nothing")
    }

    /// A row's value with its interval; a dash where it was not measured.
    static func figure(_ row: MetricRow?) -> String {
        row.map { Figures.text($0.value, $0.lower, $0.upper) } ?? "–"
    }

    private static func interval(_ row: MetricRow) -> String {
        guard let lower = row.lower, let upper = row.upper else { return "" }
        return "\(Figures.text(lower)) to \(Figures.text(upper))"
    }
}
