import Evaluation

/// What was promised beside what happened, with the number of rows of each bin.
struct CalibrationChart {
    let bins: [CalibrationBin]

    func markup() -> Markup {
        let largest = bins.map { max($0.meanProbability, $0.upper) }.max() ?? 1
        let span = 0...min(1, max(largest, 0.01))
        let counts = bins.map(\.count)
        let chart = Chart(
            name: "calibration", title: "Calibration",
            description: "Observed share of positives against mean predicted probability in "
                + "\(bins.count) bins of \(NumberText.grouped(counts.min() ?? 0)) to "
                + "\(NumberText.grouped(counts.max() ?? 0)) rows; the diagonal is perfect. "
                + "Grey bars at the foot show the rows of each bin.",
            x: AxisScale(span, label: "Predicted probability", isPercent: true),
            y: AxisScale(span, label: "Observed share of positives", isPercent: true))
        return chart.markup { svg in
            let tallest = Double(max(counts.max() ?? 1, 1))
            for bin in bins {
                let height = 34 * Double(bin.count) / tallest
                svg.box(
                    "count", x: chart.across(bin.meanProbability) - 3, y: chart.down(0) - height, width: 6,
                    height: height)
            }
            let end = min(chart.x.highest, chart.y.highest)
            chart.curve("chance", [(0, 0), (end, end)], in: &svg)
            chart.curve("model", bins.map { ($0.meanProbability, $0.observedRate) }, in: &svg)
            for bin in bins {
                let across = chart.across(bin.meanProbability)
                svg.line("interval", across, chart.down(bin.lower), across, chart.down(bin.upper))
                svg.disc("dot", across, chart.down(bin.observedRate), radius: 4)
            }
            chart.key([("model", "model, 95 % interval"), ("chance", "perfect")], at: .topLeft, in: &svg)
        }
    }
}
