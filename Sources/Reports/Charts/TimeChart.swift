/// Values over weeks or months: bars for counts, a line for shares and levels, a band where something changed.
struct TimeChart {
    let name: String
    let title: String
    let description: String
    /// The name of every place on the axis, such as `2024-03`.
    let places: [String]
    /// A value a place; nil where there is none.
    let values: [Double?]
    let label: String
    var isPercent = false
    var hasBars = false
    /// The places that are marked, first and last.
    var band: ClosedRange<Int>?

    private static let width = 440.0
    private static let height = 200.0
    private static let left = 58.0
    private static let right = 420.0
    private static let top = 12.0
    private static let bottom = 158.0

    private var axis: AxisScale {
        let known = values.compactMap { $0 }
        // Counts and shares begin at nothing; a level shows its own range.
        let low = hasBars || isPercent ? min(0, known.min() ?? 0) : known.min() ?? 0
        return AxisScale(low...max(known.max() ?? 1, low), label: label, isPercent: isPercent)
    }

    func markup() -> Markup {
        let axis = axis
        let pitch = (Self.right - Self.left) / Double(max(1, places.count))
        func across(_ place: Int) -> Double { Self.left + (Double(place) + 0.5) * pitch }
        func down(_ value: Double) -> Double { Self.bottom - axis.place(value) * (Self.bottom - Self.top) }
        return Drawing(
            name: name, title: title, description: description, width: Self.width, height: Self.height
        ).markup { svg in
            if let band {
                svg.box(
                    "band", x: across(band.lowerBound) - pitch / 2, y: Self.top,
                    width: pitch * Double(band.count), height: Self.bottom - Self.top)
            }
            for tick in axis.ticks {
                svg.line("grid", Self.left, down(tick), Self.right, down(tick))
                svg.label("tick end", Self.left - 7, down(tick) + 4, axis.text(tick))
            }
            if hasBars { bars(across, down, pitch: pitch, in: &svg) } else { lines(across, down, in: &svg) }
            for place in marked {
                svg.line("axis", across(place), Self.bottom, across(place), Self.bottom + 4)
                svg.label("tick middle", across(place), Self.bottom + 17, places[place])
            }
            let foot = hasBars ? down(0) : Self.bottom
            svg.line("axis", Self.left, foot, Self.right, foot)
            svg.label("axis-label middle", (Self.left + Self.right) / 2, Self.height - 6, label)
        }
    }

    /// The places whose names are written: about five, far enough apart.
    private var marked: [Int] {
        guard let longest = places.map(\.count).max(), places.count > 1 else { return Array(places.indices) }
        let step = max(1, (places.count + (longest > 7 ? 3 : 5)) / (longest > 7 ? 4 : 6))
        return Array(stride(from: step / 2, to: places.count, by: step))
    }

    private func bars(
        _ across: (Int) -> Double, _ down: (Double) -> Double, pitch: Double, in svg: inout Markup
    ) {
        for (place, value) in values.enumerated() {
            guard let value else { continue }
            let (start, end) = (min(down(0), down(value)), max(down(0), down(value)))
            svg.box(
                "bar", x: across(place) - pitch * 0.4, y: start, width: pitch * 0.8, height: end - start)
        }
    }

    /// Runs of neighbours are joined; a value alone is a dot.
    private func lines(_ across: (Int) -> Double, _ down: (Double) -> Double, in svg: inout Markup) {
        var run: [(Double, Double)] = []
        func end(_ svg: inout Markup) {
            if run.count == 1 { svg.disc("dot", run[0].0, run[0].1, radius: 3) }
            if run.count > 1 {
                let points = run.map { "\(NumberText.coordinate($0.0)),\(NumberText.coordinate($0.1))" }
                svg.empty("polyline", [("class", "model"), ("points", points.joined(separator: " "))])
            }
            run = []
        }
        for (place, value) in values.enumerated() {
            if let value { run.append((across(place), down(value))) } else { end(&svg) }
        }
        end(&svg)
    }
}
