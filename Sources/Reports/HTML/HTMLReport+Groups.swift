import Evaluation

extension HTMLReport {
    /// The groupings but months and bands of scores, in the order of the rows.
    var groupings: [ShownGrouping] {
        ShownGrouping.all(in: unfoldedRows).filter { !$0.isOfMonths && !isOfBands($0) }
    }

    /// For each grouping: how its values are ranked, selected and served, each beside all rows.
    func groups(in part: inout Markup) {
        for (index, grouping) in groupings.enumerated() {
            part.newLine()
            part.element("h3", text: "By \(grouping.name)")
            for drawn in GroupFigure.all { chart(drawn, grouping, index, in: &part) }
            table(grouping, in: &part)
            contrasts(grouping, in: &part)
        }
    }

    /// The row of a metric and a group.
    func row(_ metric: String, ofGroup group: String) -> MetricRow? {
        unfoldedRows.first { $0.metric == metric && $0.group == group }
    }

    private func chart(
        _ drawn: GroupFigure, _ grouping: ShownGrouping, _ index: Int, in part: inout Markup
    ) {
        let text = MetricText(drawn.metric)
        let entries = grouping.values.compactMap { value -> RowChart.Entry? in
            guard let row = row(drawn.metric, ofGroup: value.group) else { return nil }
            let size = "n = \(NumberText.grouped(row.n))"
            guard let number = row.value else {
                return RowChart.Entry(
                    name: value.text, value: nil, text: "\(Self.absence(row)), \(size)")
            }
            return RowChart.Entry(
                name: value.text, value: number, lower: row.lower, upper: row.upper,
                text: "\(text.value(number)), \(size)")
        }
        guard entries.contains(where: { $0.value != nil }) else { return }
        let reference = drawn.reference(content)
        let drawing = RowChart(
            name: "group-\(index)-\(drawn.metric)", title: "\(text.name) by \(grouping.name)",
            description: entries.map { "\($0.name): \($0.text)" }.joined(separator: "; ") + "."
                + (reference.map { " All rows: \(text.value($0))." } ?? ""),
            entries: entries, label: text.name, isPercent: drawn.isShare, hasBars: drawn.isShare,
            reference: reference)
        let caption =
            "\(text.name): \(drawn.meaning), with 95 % intervals."
            + (reference.map { " The dotted line is that of all rows, \(text.value($0))." } ?? "")
        figure(drawing.markup(), caption, isWide: true, in: &part)
    }

    /// A group's figure with its interval, or why it has none; a dash where it was not measured.
    func cell(_ metric: String, ofGroup group: String) -> String {
        row(metric, ofGroup: group).map { MetricText(metric).figure($0) ?? Self.absence($0) } ?? "–"
    }

    /// Why a row has no value, in a word or two.
    static func absence(_ row: MetricRow) -> String {
        row.method.contains("too small") ? "too small to say" : "undefined"
    }

    private func table(_ grouping: ShownGrouping, in part: inout Markup) {
        let metrics = [
            "base_rate", "mean_probability", "auroc", "calibration_in_the_large", "calibration_slope",
            "selection_rate", "true_positive_rate", "false_positive_rate", "precision", "proxy_auroc",
            "score_auroc",
        ].filter { metric in grouping.values.contains { row(metric, ofGroup: $0.group) != nil } }
        Table(
            caption: "Metrics by \(grouping.name)",
            columns: [.text(grouping.name.firstCapitalized), .number("Rows")]
                + metrics.map { .number(MetricText($0).name) },
            rows: grouping.values.map { value in
                let size = row("base_rate", ofGroup: value.group) ?? row("auroc", ofGroup: value.group)
                return [value.text, size.map { NumberText.grouped($0.n) } ?? "–"]
                    + metrics.map { metric in
                        guard let row = row(metric, ofGroup: value.group) else { return "–" }
                        // Short, as every cell of a small group says it.
                        return row.value.map(MetricText(metric).value)
                            ?? (row.method.contains("too small") ? "too small" : "undefined")
                    }
            }
        ).append(to: &part)
    }

    /// The differences and ratios between a grouping's values.
    private func contrasts(_ grouping: ShownGrouping, in part: inout Markup) {
        let rows = unfoldedRows.filter { $0.group == grouping.name }
        guard !rows.isEmpty else { return }
        Table(
            caption: "Between the groups of \(grouping.name)",
            columns: [
                .text("Measure"), .number("Value"), .number("95 % interval"), .number("Rows"),
                .text("Meaning"), .text("Method"),
            ],
            rows: rows.map { row in
                let text = MetricText(row.metric)
                return [
                    text.name, row.value.map(text.value) ?? Self.absence(row), text.interval(row),
                    NumberText.grouped(row.n), text.meaning ?? "", row.method,
                ]
            }
        ).append(to: &part)
    }
}
