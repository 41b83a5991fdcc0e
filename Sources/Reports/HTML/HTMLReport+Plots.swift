import Evaluation

extension HTMLReport {
    /// How the score ranks and how its probabilities hold.
    func plots(in part: inout Markup) {
        guard let curves = content.curves else { return }
        let drawn = content.baselines.first { $0.curves != nil }
        let charts = RankingCharts(
            curves: curves, baseline: drawn.flatMap { one in one.curves.map { (one.name, $0) } },
            baseRate: content.row("base_rate")?.value)
        part.element("div", [("class", "plots")]) { grid in
            if !curves.roc.isEmpty {
                figure(charts.roc(), "ROC: how well positives are ranked above negatives.", in: &grid)
            }
            if !curves.precisionRecall.isEmpty {
                figure(
                    charts.precisionRecall(), "Precision and recall: what reaching more positives costs.",
                    in: &grid)
            }
            if !curves.calibration.isEmpty {
                figure(
                    CalibrationChart(bins: curves.calibration).markup(),
                    "Calibration: whether a promised probability is kept, with Wilson's 95 % intervals by rows: each row is taken as independent. Grey bars: rows of each bin.",
                    in: &grid)
            }
            if !curves.gains.isEmpty {
                figure(
                    charts.gains(),
                    "Gain by decile, with the lift above each bar. Lines across the bars: a random choice.",
                    in: &grid)
            }
            if let decision = curves.decision, !decision.isEmpty {
                let other = drawn.flatMap { one in
                    one.curves?.decision.map { (name: one.name, points: $0) }
                }
                figure(
                    DecisionChart(points: decision, baseline: other).markup(),
                    DecisionChart.caption,
                    in: &grid)
            }
        }
        if !curves.calibration.isEmpty { bins(curves.calibration, in: &part) }
        if !curves.gains.isEmpty { gains(curves.gains, in: &part) }
    }

    private func bins(_ bins: [CalibrationBin], in part: inout Markup) {
        Table(
            caption: "Calibration in bins of about equal mass, with Wilson's intervals by rows",
            columns: [
                .text("Mean probability"), .number("Observed share"), .number("95 % interval"),
                .number("Rows"),
            ],
            rows: bins.map { bin in
                [
                    NumberText.percent(bin.meanProbability, 2), NumberText.percent(bin.observedRate, 2),
                    "\(NumberText.percent(bin.lower, 2)) to \(NumberText.percent(bin.upper, 2))",
                    NumberText.grouped(bin.count),
                ]
            }, isCompact: true
        ).append(to: &part)
    }

    private func gains(_ points: [GainPoint], in part: inout Markup) {
        Table(
            caption: "Gain and lift from the top down",
            columns: [.text("Rows taken"), .number("Positives found"), .number("Lift")],
            rows: points.map { point in
                [
                    NumberText.percent(point.share, 0), NumberText.percent(point.gain),
                    NumberText.fixed(point.lift, 2),
                ]
            }, isCompact: true
        ).append(to: &part)
    }
}
