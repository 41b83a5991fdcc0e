import Evaluation

extension HTMLReport {
    /// The model's metrics over all rows, and those of what it is compared with.
    func metrics(in part: inout Markup) {
        let overall = unfoldedRows.filter { row in
            row.group == MetricRow.overall && !MetricText(row.metric).isOfSeries
        }
        if overall.isEmpty {
            part.element("p", text: "No metrics were computed.")
            return
        }
        Table(
            caption: "All rows",
            columns: [
                .text("Metric"), .text("Slice"), .number("Value"), .number("95 % interval"), .number("Rows"),
                .text("Meaning"), .text("Method"),
            ],
            rows: overall.map { row in
                let text = MetricText(row.metric, plan: content.plan)
                return [
                    text.name, row.slice, row.value.map(text.value) ?? "undefined", text.interval(row),
                    NumberText.grouped(row.n), text.meaning ?? "", row.method,
                ]
            }
        ).append(to: &part)
        tenths(in: &part)
        netBenefit(in: &part)
        baselines(in: &part)
    }

    private func baselines(in part: inout Markup) {
        guard !content.baselines.isEmpty else { return }
        let metrics = ["auroc", "average_precision", "precision_at_top", "lift_at_top", "wins_at_capacity"]
            .filter { content.row($0) != nil }
        func cells(_ rows: [MetricRow]) -> [String] {
            metrics.map { metric in
                let row = rows.first { $0.metric == metric && $0.group == MetricRow.overall }
                return row.flatMap { $0.value.map(MetricText(metric).value) } ?? "–"
            }
        }
        func difference(_ baseline: ReportBaseline) -> String {
            content.row("auroc_difference_to_\(baseline.name)").flatMap(MetricText("auroc").figure) ?? "–"
        }
        Table(
            caption: "The model beside hand rules and the incumbent, on the same rows",
            columns: [.text("Score"), .text("How it scores")]
                + metrics.map { .number(MetricText($0, plan: content.plan).name) }
                + [.number("AUROC, model less this, 95 %")],
            rows: [["model", content.modelName] + cells(content.rows) + ["–"]]
                + content.baselines.map { [$0.name, $0.meaning] + cells($0.rows) + [difference($0)] }
        ).append(to: &part)
    }

    /// Where the rows come from and how they were split.
    func data(in part: inout Markup) {
        part.element("p", text: "Data: \(content.provenance).")
        guard !content.slices.isEmpty else { return }
        Table(
            caption: "Slices of time",
            columns: [
                .text("Slice"), .text("Span"), .number("Rows"), .number("Positives"), .number("Base rate"),
                .text("Used for"),
            ],
            rows: content.slices.map { slice in
                let rate = slice.rows > 0 ? Double(slice.positives) / Double(slice.rows) : nil
                return [
                    slice.name, slice.span, NumberText.grouped(slice.rows),
                    NumberText.grouped(slice.positives), rate.map { NumberText.percent($0) } ?? "–",
                    slice.purpose,
                ]
            }
        ).append(to: &part)
        labelCounts(in: &part)
    }

    /// How the version came to be.
    func lineage(in part: inout Markup) {
        guard !content.lineage.isEmpty else {
            part.element("p", text: "None recorded.")
            return
        }
        Table(
            caption: "What this version was made from", columns: [.text("Fact"), .text("Value")],
            rows: content.lineage.map { [$0.name, $0.value] }
        ).append(to: &part)
    }

    /// Sentences, or a word that there are none.
    func list(_ sentences: [String], in part: inout Markup) {
        guard !sentences.isEmpty else {
            part.element("p", text: "None stated.")
            return
        }
        part.element("ul") { list in
            for sentence in sentences { list.element("li", text: sentence) }
        }
    }
}
