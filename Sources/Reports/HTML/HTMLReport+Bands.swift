import Evaluation

extension HTMLReport {
    /// Whether a grouping is of bands of scores, not of a column of that name.
    func isOfBands(_ grouping: ShownGrouping) -> Bool {
        grouping.name == "band" && content.plan?.groupings.contains(grouping.name) != true
    }

    private var bandGrouping: ShownGrouping? { ShownGrouping.all(in: unfoldedRows).first(where: isOfBands) }

    /// Whether anything was measured by bands of scores.
    var hasBands: Bool { bandGrouping != nil }

    /// What became of leads by how they were scored: how many had the outcome, and how soon.
    func bands(in part: inout Markup) {
        guard let bands = bandGrouping else { return }
        let isOfFifths = content.plan?.bands == nil
        let label = isOfFifths ? "Fifth of the ranking, 1 is the highest" : "Probability"
        part.element("div", [("class", "plots")]) { grid in
            draw(
                "outcomes", "Outcomes by band", bands,
                [("mean_probability", "promised"), ("base_rate", "happened")], label, "Share",
                "Share of positives (squares) beside the mean probability (discs), by band of scores, with 95 % intervals.",
                isPercent: true, in: &grid)
            draw(
                "days", "Days to the outcome by band", bands, [("cycle_days", "median")], label, "Days",
                "Median days from the cutoff to the outcome, of those who have it, with 95 % intervals. Only outcomes within the label's window count, so no band can be slower than that.",
                isPercent: false, in: &grid)
        }
        table(bands, label, in: &part)
    }

    private func draw(
        _ name: String, _ title: String, _ bands: ShownGrouping, _ metrics: [(metric: String, name: String)],
        _ placesLabel: String, _ label: String, _ caption: String, isPercent: Bool, in grid: inout Markup
    ) {
        let series = metrics.compactMap { metric, name -> SeriesChart.Series? in
            let rows = bands.values.map { row(metric, ofGroup: $0.group) }
            guard rows.contains(where: { $0?.value != nil }) else { return nil }
            return SeriesChart.Series(
                name: name, values: rows.map { $0?.value }, intervals: rows.map { $0.flatMap(Self.ends) })
        }
        guard !series.isEmpty else { return }
        let chart = SeriesChart(
            name: "bands-\(name)", title: title,
            description: "\(label) of \(bands.values.count) bands; the figures are in the table below.",
            places: bands.values.map(\.text), series: series, placesLabel: placesLabel, label: label,
            isPercent: isPercent, reference: nil)
        figure(chart.markup(), caption, in: &grid)
    }

    private func table(_ bands: ShownGrouping, _ label: String, in part: inout Markup) {
        let metrics = ["base_rate", "mean_probability", "cycle_days"].filter { metric in
            bands.values.contains { row(metric, ofGroup: $0.group) != nil }
        }
        Table(
            caption: "By band of scores, with 95 % intervals",
            columns: [.text(label), .number("Rows")] + metrics.map { .number(MetricText($0).name) },
            rows: bands.values.map { band in
                [band.text, row("base_rate", ofGroup: band.group).map { NumberText.grouped($0.n) } ?? "–"]
                    + metrics.map { cell($0, ofGroup: band.group) }
            }
        ).append(to: &part)
    }
}
