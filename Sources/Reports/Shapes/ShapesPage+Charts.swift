import Simulation

extension ShapesPage {
    /// How many leads have at least so many events.
    var tail: Markup {
        let points = shapes.tail.map {
            (x: Self.logarithm(Double($0.events)), y: Self.logarithm(Double($0.leads)))
        }
        let chart = Chart(
            name: "tail", title: "Events of a lead",
            description: "Leads with at least so many events, both on logarithmic axes: "
                + "\(NumberText.grouped(shapes.tail.first?.leads ?? 0)) leads have one, "
                + "\(NumberText.grouped(shapes.tail.last?.leads ?? 0)) have "
                + "\(NumberText.grouped(shapes.tail.last?.events ?? 0)) or more.",
            x: AxisScale(logarithms: 0...(points.last?.x ?? 1), label: "Events at least"),
            y: AxisScale(logarithms: 0...(points.first?.y ?? 1), label: "Leads"))
        return chart.markup { svg in
            chart.curve("model", points, in: &svg)
            for point in points { svg.disc("dot", chart.across(point.x), chart.down(point.y), radius: 3) }
        }
    }

    /// What share of events is recorded within a time.
    var delays: Markup {
        let total = max(1, shapes.delays.reduce(0) { $0 + $1.events })
        var sum = 0
        let points = shapes.delays.map { bin in
            sum += bin.events
            return (x: Self.logarithm(bin.seconds), y: Double(sum) / Double(total))
        }
        let chart = Chart(
            name: "delays", title: "From event to record",
            description: "Share of events that were recorded within so many seconds of their occurrence.",
            x: AxisScale(logarithms: 0...(points.last?.x ?? 1), label: "Seconds"),
            y: AxisScale(0...1, label: "Recorded by then", isPercent: true))
        return chart.markup { svg in chart.curve("model", points, in: &svg) }
    }

    /// Conversions by month beside their true rate.
    var conversions: Markup {
        let months = shapes.conversions
        let rates = months.map { month in
            let leads = Double(max(month.leads, 1))
            let deviation = 1.96 * month.variance.squareRoot() / leads
            return (
                real: Double(month.converted) / leads, expected: month.expected / leads, deviation: deviation
            )
        }
        // The normal interval of a few leads may reach beyond all of them.
        let highest = min(1, rates.map { max($0.real, $0.expected + $0.deviation) }.max() ?? 1)
        let chart = Chart(
            name: "conversions", title: "Conversions by month of creation",
            description: "Share of leads that converted, and the mean of their true probabilities with the "
                + "interval that holds 95 % of draws.",
            x: AxisScale(names: months.map(\.month), label: "Month"),
            y: AxisScale(0...max(highest, 0.01), label: "Converted", isPercent: true))
        return chart.markup { svg in
            for (index, rate) in rates.enumerated() {
                let across = chart.across(Double(index))
                svg.line(
                    "interval", across, chart.down(rate.expected - rate.deviation), across,
                    chart.down(rate.expected + rate.deviation))
            }
            chart.curve("model", rates.enumerated().map { (Double($0), $1.expected) }, in: &svg)
            chart.curve("baseline", rates.enumerated().map { (Double($0), $1.real) }, in: &svg)
            chart.key([("model", "true"), ("baseline", "drawn")], at: .topRight, in: &svg)
        }
    }

    /// Events by hour of the week.
    var hours: Markup {
        let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        return HeatMap(
            name: "hours", title: "Hours of the week",
            description: "Events by day of the week and hour of the day, UTC; a fuller colour is more.",
            rows: days, columns: (0..<24).map { "\($0) h" },
            values: (0..<7).map { day in shapes.hours[day * 24..<day * 24 + 24].map { Double($0) } }
        ).markup()
    }

    /// Events by channel and month.
    var channels: Markup {
        HeatMap(
            name: "channels", title: "Channels by month",
            description:
                "Events of each channel by month; a fuller colour is more, on a scale of the channel's own.",
            rows: shapes.channels.map(\.name), columns: shapes.months,
            values: shapes.channels.map { $0.events.map { Double($0) } }, isScaledByRow: true
        ).markup()
    }

    /// The logarithm to the base ten of a number from 1 on, to a hundredth: enough for a drawing, the same everywhere.
    private static func logarithm(_ number: Double) -> Double {
        var (rest, power) = (number, 0.0)
        while rest >= 10 {
            rest /= 10
            power += 1
        }
        // The hundredth root of ten, by powers.
        let step = 1.0232929922807541
        while rest >= step {
            rest /= step
            power += 0.01
        }
        return power
    }
}
