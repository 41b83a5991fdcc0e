import Evaluation

extension HTMLReport {
    /// The scores of each month, drawn and in a table.
    func spreads(_ months: [MonthlyScores], in part: inout Markup) {
        let grouping = ShownGrouping(
            name: "month", values: months.map { ($0.month, PopulationDrift.monthPrefix + $0.month) }
        ).withEveryMonth
        let byMonth = Dictionary(months.map { ($0.month, $0) }, uniquingKeysWith: { first, _ in first })
        let drawn = grouping.values.map { byMonth[$0.text] }
        guard drawn.contains(where: { $0?.median != nil }) else { return }
        let isShare = content.row("mean_probability")?.value != nil
        let small = months.count { $0.median == nil }
        let chart = SeriesChart(
            name: "stability-scores", title: "Scores by month",
            description: "Median, tenth and ninetieth percentile of the score in "
                + "\(months.count) months, \(months.first?.month ?? "") to \(months.last?.month ?? ""); the figures are in the table below.",
            places: grouping.values.map(\.text),
            series: [
                SeriesChart.Series(
                    name: "median, 10 to 90 of 100", values: drawn.map { $0?.median },
                    intervals: drawn.map { month in
                        guard let low = month?.lowTenth, let high = month?.highTenth else { return nil }
                        return low...high
                    }),
                SeriesChart.Series(
                    name: "mean", values: drawn.map { $0?.mean }, intervals: drawn.map { _ in nil }),
            ], placesLabel: "Month of the cutoff", label: isShare ? "Probability" : "Score",
            isPercent: isShare)
        part.element("div", [("class", "plots")]) { grid in
            figure(
                chart.markup(),
                "How scores are spread in each month: half of them are below the disc, eight of ten within the line; squares are means."
                    + (small > 0 ? " Too small to say: \(small) of \(months.count) months." : ""),
                in: &grid)
        }
        func text(_ number: Double?) -> String {
            number.map { isShare ? NumberText.percent($0) : NumberText.fixed($0, 3) } ?? "too small to say"
        }
        Table(
            caption: "Scores by month of the cutoff",
            columns: [
                .text("Month"), .number("Rows"), .number("Mean"), .number("10 of 100 below"),
                .number("Median"), .number("10 of 100 above"),
            ],
            rows: months.map {
                [
                    $0.month, NumberText.grouped($0.rows), text($0.mean), text($0.lowTenth), text($0.median),
                    text($0.highTenth),
                ]
            }
        ).append(to: &part)
    }
}
