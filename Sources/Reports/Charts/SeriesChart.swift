/// Values with intervals at places in order, such as months; one series or two.
struct SeriesChart {
    /// One series.
    struct Series {
        /// What it is, for the key.
        var name: String
        /// A value a place; nil where there is none.
        var values: [Double?]
        /// Its interval; nil where there is none.
        var intervals: [ClosedRange<Double>?]
    }

    let name: String
    let title: String
    let description: String
    /// The name of every place on the axis, such as `2024-03`.
    let places: [String]
    /// The first is drawn with discs and a line, the second with squares and dashes.
    let series: [Series]
    let placesLabel: String
    let label: String
    var isPercent = false
    /// A value to compare with, drawn through all places, and what it is.
    var reference: (value: Double, name: String)?

    /// From the least to the largest value or end of an interval; a share's begins at nothing.
    private var span: ClosedRange<Double> {
        var ends = series.flatMap { one in
            one.values.compactMap(\.self)
                + one.intervals.compactMap(\.self).flatMap { [$0.lowerBound, $0.upperBound] }
        }
        if let reference { ends.append(reference.value) }
        if isPercent { ends.append(0) }
        return (ends.min() ?? 0)...(ends.max() ?? 1)
    }

    func markup() -> Markup {
        let chart = Chart(
            name: name, title: title, description: description,
            x: AxisScale(names: places, label: placesLabel),
            y: AxisScale(span, label: label, isPercent: isPercent))
        return chart.markup { svg in
            if let reference {
                chart.curve(
                    "chance", [(chart.x.lowest, reference.value), (chart.x.highest, reference.value)],
                    in: &svg)
            }
            for (index, one) in series.enumerated() { draw(one, isFirst: index == 0, chart, in: &svg) }
            chart.key(
                zip(["model", "baseline"], series).map { ($0, $1.name) }
                    + (reference.map { [("chance", $0.name)] } ?? []), at: .above, in: &svg)
        }
    }

    /// Neighbours are joined; a place without a value is a gap.
    private func draw(_ series: Series, isFirst: Bool, _ chart: Chart, in svg: inout Markup) {
        // Two intervals at one place stand side by side.
        let aside = self.series.count > 1 ? (isFirst ? -3.0 : 3.0) : 0
        for (place, value) in series.values.enumerated() {
            guard let value, place > 0, let last = series.values[place - 1] else { continue }
            svg.line(
                isFirst ? "model" : "baseline", chart.across(Double(place - 1)) + aside, chart.down(last),
                chart.across(Double(place)) + aside, chart.down(value))
        }
        for (place, value) in series.values.enumerated() {
            guard let value else { continue }
            let across = chart.across(Double(place)) + aside
            if let ends = series.intervals[place] {
                svg.line(
                    isFirst ? "interval" : "other", across, chart.down(ends.lowerBound), across,
                    chart.down(ends.upperBound))
            }
            if isFirst {
                svg.disc("dot", across, chart.down(value), radius: 4)
            } else {
                svg.box("other", x: across - 3, y: chart.down(value) - 3, width: 6, height: 6)
            }
        }
    }
}
