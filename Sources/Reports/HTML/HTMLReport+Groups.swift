import Evaluation

extension HTMLReport {
    /// A grouping with its values, in the order of the rows.
    struct ShownGrouping {
        var name: String
        var values: [String]
    }

    var groupings: [ShownGrouping] {
        var found: [ShownGrouping] = []
        for row in unfoldedRows {
            guard let sign = row.group.firstIndex(of: "=") else { continue }
            let name = String(row.group[..<sign])
            let value = String(row.group[row.group.index(after: sign)...])
            if let place = found.firstIndex(where: { $0.name == name }) {
                if !found[place].values.contains(value) { found[place].values.append(value) }
            } else {
                found.append(ShownGrouping(name: name, values: [value]))
            }
        }
        return found
    }

    /// For each grouping: how well its values are ranked and how often they are selected.
    func groups(in part: inout Markup) {
        for (index, grouping) in groupings.enumerated() {
            part.newLine()
            part.element("h3", text: "By \(grouping.name)")
            for metric in ["auroc", "selection_rate"] { chart(metric, grouping, index, in: &part) }
            table(grouping, in: &part)
            for row in unfoldedRows where row.group == grouping.name {
                let text = MetricText(row.metric)
                let value =
                    row.value.map { "\(text.value($0)) (\(text.interval(row)))" } ?? "undefined"
                part.element("p") { line in
                    line.element("strong", text: "\(text.name): ")
                    line.text("\(value), \(row.method).")
                }
            }
        }
    }

    private func row(_ metric: String, _ name: String, _ value: String) -> MetricRow? {
        unfoldedRows.first { $0.metric == metric && $0.group == "\(name)=\(value)" }
    }

    private func chart(_ metric: String, _ grouping: ShownGrouping, _ index: Int, in part: inout Markup) {
        let text = MetricText(metric)
        let entries = grouping.values.compactMap { value -> RowChart.Entry? in
            guard let row = row(metric, grouping.name, value), let number = row.value else { return nil }
            return RowChart.Entry(
                name: value, value: number, lower: row.lower, upper: row.upper,
                text: "\(text.value(number)), n = \(NumberText.grouped(row.n))")
        }
        guard !entries.isEmpty else { return }
        let isRate = metric == "selection_rate"
        let reference = isRate ? nil : content.row(metric)?.value
        let drawing = RowChart(
            name: "group-\(index)-\(metric)", title: "\(text.name) by \(grouping.name)",
            description: entries.map { "\($0.name): \($0.text)" }.joined(separator: "; ") + ".",
            entries: entries, label: text.name, isPercent: isRate, hasBars: isRate, reference: reference)
        let caption =
            isRate
            ? "Share of each group within the overall top, with 95 % intervals."
            : "\(text.name) within each group, with 95 % intervals; the dotted line is that of all rows."
        figure(drawing.markup(), caption, isWide: true, in: &part)
    }

    private func table(_ grouping: ShownGrouping, in part: inout Markup) {
        let metrics = [
            "base_rate", "mean_probability", "auroc", "calibration_in_the_large", "selection_rate",
            "true_positive_rate",
        ].filter { metric in grouping.values.contains { row(metric, grouping.name, $0) != nil } }
        Table(
            caption: "Metrics by \(grouping.name)",
            columns: [.text(grouping.name.firstCapitalized), .number("Rows")]
                + metrics.map { .number(MetricText($0).name) },
            rows: grouping.values.map { value in
                let size = row("base_rate", grouping.name, value) ?? row("auroc", grouping.name, value)
                return [value, size.map { NumberText.grouped($0.n) } ?? "–"]
                    + metrics.map { metric in
                        guard let row = row(metric, grouping.name, value) else { return "–" }
                        if let number = row.value { return MetricText(metric).value(number) }
                        return row.method.contains("too small") ? "too small" : "undefined"
                    }
            }
        ).append(to: &part)
    }
}
