import Evaluation

extension HTMLReport {
    /// What each tenth of the scores yields.
    func tenths(in part: inout Markup) {
        let tenths = (1...10).filter { overall(.lift, "\($0)")?.value != nil }
        guard !tenths.isEmpty else { return }
        Table(
            caption: "Lift and cumulative gain by tenth of the scores, from the highest down",
            columns: [
                .text("Tenth"), .number("Lift in this tenth"), .number("95 % interval"),
                .number("Positives down to here"), .number("95 % interval"),
            ],
            rows: tenths.map { tenth in
                ["\(tenth)"] + cells(.lift, "\(tenth)", as: "lift_at_top")
                    + (tenth == 10
                        ? [NumberText.percent(1), "–"]
                        : cells(.gain, "\(tenth)", as: "recall_at_top"))
            }
        ).append(to: &part)
    }

    /// What acting from a threshold on is worth.
    func netBenefit(in part: inout Markup) {
        let prefix = MetricText.Series.netBenefit.rawValue
        let thresholds = unfoldedRows.filter {
            $0.group == MetricRow.overall && $0.metric.hasPrefix(prefix) && $0.value != nil
                && !$0.metric.contains("_difference_to_")
        }.map { String($0.metric.dropFirst(prefix.count)) }
        guard !thresholds.isEmpty else { return }
        Table(
            caption:
                "Net benefit of acting at or above a probability, in wins a lead; acting on nobody is worth 0",
            columns: [
                .number("Probability"), .number("Net benefit"), .number("95 % interval"),
                .number("More than acting on everybody"), .number("95 % interval"),
                .number("Left alone at no loss of wins"), .number("95 % interval"),
            ],
            rows: thresholds.map { threshold in
                [threshold] + cells(.netBenefit, threshold, as: "brier_score")
                    + cells(.lessTreatAll, threshold, as: "brier_score")
                    + cells(.avoided, threshold, as: "precision_at_top")
            }
        ).append(to: &part)
    }

    private func overall(_ series: MetricText.Series, _ place: String) -> MetricRow? {
        unfoldedRows.first { $0.metric == series.rawValue + place && $0.group == MetricRow.overall }
    }

    /// Value and interval at a place of a series, written like those of another metric.
    private func cells(_ series: MetricText.Series, _ place: String, as style: String) -> [String] {
        guard let row = overall(series, place), let value = row.value else { return ["–", "–"] }
        let text = MetricText(style)
        return [text.value(value), text.interval(row)]
    }
}
