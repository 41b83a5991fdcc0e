import Evaluation

extension HTMLReport {
    /// The scores of each month, drawn and in a table.
    ///
    /// - Parameter drifts: of the score, a slice each.
    func spreads(
        _ months: [MonthlyScores], _ drifts: [PopulationDrift], in part: inout Markup
    ) {
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
                    name: "median, 10–90 %", values: drawn.map { $0?.median },
                    intervals: drawn.map { month in
                        guard let low = month?.lowTenth, let high = month?.highTenth, low <= high else {
                            return nil
                        }
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
            drift(drifts, grouping.values.map(\.text), in: &grid)
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

    /// The score's index of each month beside what chance does.
    private func drift(_ drifts: [PopulationDrift], _ months: [String], in grid: inout Markup) {
        let byMonth = Dictionary(
            drifts.map { ($0.slice, $0) }, uniquingKeysWith: { first, _ in first })
        let drawn = months.map { byMonth[PopulationDrift.monthPrefix + $0] }
        guard drawn.contains(where: { $0?.value != nil }) else { return }
        let chart = SeriesChart(
            name: "stability-months", title: "Population stability of the score by month",
            description: zip(months, drawn).map { month, drift in
                "\(month): "
                    + (drift?.value.map { NumberText.fixed($0, 3) } ?? "too small to say")
                    + (drift?.threshold.map { ", by chance up to \(NumberText.fixed($0, 3))" } ?? "")
            }.joined(separator: "; ") + ".",
            places: months,
            series: [
                SeriesChart.Series(
                    name: "index", values: drawn.map { $0?.value }, intervals: drawn.map { _ in nil }),
                SeriesChart.Series(
                    name: "by chance", values: drawn.map { $0?.threshold },
                    intervals: drawn.map { _ in nil }),
            ], placesLabel: "Month of the cutoff", label: "Population stability index", reference: (0, "none")
        )
        figure(
            chart.markup(),
            "How far each month's scores have moved from those of the train rows (discs), beside what chance does in 95 of 100 samples of these sizes (squares).",
            in: &grid)
    }
}
