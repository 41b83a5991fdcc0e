import Evaluation

extension HTMLReport {
    private var monthGrouping: ShownGrouping? {
        ShownGrouping.all(in: unfoldedRows).first { $0.isOfMonths }
    }

    /// The rows of wins at one cutoff each, in order.
    private var winsByCutoff: [MetricRow] {
        unfoldedRows.filter { $0.metric == "wins_at_capacity" && $0.group.hasPrefix(MetricRow.listPrefix) }
    }

    /// Whether anything was measured month by month or cutoff by cutoff.
    var hasMonths: Bool { monthGrouping != nil || winsByCutoff.count > 1 }

    /// How scores, ranking and calibration went month by month.
    func months(in part: inout Markup) {
        part.element("div", [("class", "plots")]) { grid in
            if let months = monthGrouping { charts(months, in: &grid) }
            wins(in: &grid)
        }
        if let months = monthGrouping { table(months, in: &part) }
    }

    private func charts(_ months: ShownGrouping, in grid: inout Markup) {
        let drawn = months.withEveryMonth
        let absent = drawn.values.count - months.values.count
        let small = months.values.count { value in
            row("auroc", ofGroup: value.group).map { $0.value == nil } ?? false
        }
        let gaps =
            small == 0
            ? ""
            : " Gaps: \(small) of \(months.values.count) months \(small == 1 ? "is" : "are") too small to say, or have outcomes of one kind only."
        let absence = absent == 0 ? "" : " Without any row: \(absent) of \(drawn.values.count) months."
        let promised = series("mean_probability", "promised", drawn)
        let happened = series("base_rate", "happened", drawn)
        if promised.values.contains(where: { $0 != nil }) {
            draw(
                "scores", "Scores and outcomes by month", [promised, happened], "Share", isPercent: true,
                caption:
                    "Mean probability (discs) beside the share of positives (squares), by month of the cutoff, with 95 % intervals."
                    + absence, drawn, in: &grid)
        } else {
            draw(
                "outcomes", "Outcomes by month", [happened], "Share of positives", isPercent: true,
                caption: "Share of positives by month of the cutoff, with 95 % intervals." + absence, drawn,
                in: &grid)
        }
        draw(
            "auroc", "AUROC by month", [series("auroc", "month", drawn)], "AUROC",
            reference: content.row("auroc")?.value.map { ($0, "all months") },
            caption: "How well leads are ranked within each month, with 95 % intervals." + gaps + absence,
            drawn, in: &grid)
        draw(
            "calibration", "Calibration by month",
            [series("calibration_in_the_large", "month", drawn)], "Calibration in the large",
            reference: (0, "right"),
            caption:
                "Logits by which the month's probabilities are too low (above 0) or too high (below 0), with 95 % intervals."
                + absence, drawn, in: &grid)
    }

    private func series(_ metric: String, _ name: String, _ months: ShownGrouping) -> SeriesChart.Series {
        let rows = months.values.map { row(metric, ofGroup: $0.group) }
        return SeriesChart.Series(
            name: name, values: rows.map { $0?.value }, intervals: rows.map { $0.flatMap(Self.ends) })
    }

    /// The interval of a row that has one.
    static func ends(_ row: MetricRow) -> ClosedRange<Double>? {
        guard let lower = row.lower, let upper = row.upper, lower <= upper else { return nil }
        return lower...upper
    }

    private func draw(
        _ name: String, _ title: String, _ series: [SeriesChart.Series], _ label: String,
        isPercent: Bool = false, reference: (value: Double, name: String)? = nil, caption: String,
        _ months: ShownGrouping, in grid: inout Markup
    ) {
        guard series.contains(where: { $0.values.contains { $0 != nil } }) else { return }
        let chart = SeriesChart(
            name: "months-\(name)", title: title,
            description: "\(label) of \(months.values.count) months, \(months.values.first?.text ?? "") to "
                + "\(months.values.last?.text ?? ""); the figures are in the table below.",
            places: months.values.map(\.text), series: series, placesLabel: "Month of the cutoff",
            label: label, isPercent: isPercent, reference: reference)
        figure(chart.markup(), caption, in: &grid)
    }

    private func wins(in grid: inout Markup) {
        let rows = winsByCutoff
        guard rows.count > 1 else { return }
        let places = rows.map { String($0.group.dropFirst(MetricRow.listPrefix.count)) }
        let text = MetricText("wins_at_capacity", plan: content.plan)
        let chart = SeriesChart(
            name: "wins-by-cutoff", title: "\(text.name) by cutoff",
            description: zip(places, rows).map { place, row in
                "\(place): \(row.value.map(text.value) ?? Self.absence(row))"
            }.joined(separator: "; ") + ".",
            places: places,
            series: [
                SeriesChart.Series(
                    name: "cutoff", values: rows.map(\.value), intervals: rows.map(Self.ends))
            ], placesLabel: "Cutoff", label: "Wins",
            reference: content.row("wins_at_capacity")?.value.map { ($0, "mean") })
        figure(
            chart.markup(),
            "Wins among the leads that the team can work on, at each cutoff, with 95 % intervals.",
            in: &grid)
    }

    private func table(_ months: ShownGrouping, in part: inout Markup) {
        let metrics = [
            "base_rate", "mean_probability", "auroc", "calibration_in_the_large", "selection_rate",
        ]
        .filter { metric in months.values.contains { row(metric, ofGroup: $0.group)?.value != nil } }
        Table(
            caption: "By month of the cutoff, with 95 % intervals",
            columns: [.text("Month"), .number("Rows")] + metrics.map { .number(MetricText($0).name) },
            rows: months.values.map { month in
                [month.text, row("base_rate", ofGroup: month.group).map { NumberText.grouped($0.n) } ?? "–"]
                    + metrics.map { cell($0, ofGroup: month.group) }
            }
        ).append(to: &part)
    }
}
