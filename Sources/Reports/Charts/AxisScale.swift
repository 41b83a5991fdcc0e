/// An axis: its span, its ticks and its label.
struct AxisScale: Equatable {
    /// The smallest value shown.
    let lowest: Double
    /// The largest value shown.
    let highest: Double
    /// Where ticks stand, ascending.
    let ticks: [Double]
    /// The label.
    let label: String
    private let style: Style

    /// How ticks are written.
    private enum Style: Equatable {
        case number(decimals: Int)
        case percent(decimals: Int)
        /// Values are logarithms to the base ten.
        case powerOfTen
        /// Values are places in a list of names.
        case names([String])
    }

    /// An axis of at least the span, widened to round ticks; about five of them.
    ///
    /// What a file has may be any number: an axis ends at 1e100, and a span that no tick could divide is a single value.
    init(_ span: ClosedRange<Double>, label: String, isPercent: Bool = false) {
        let span = span.clamped(to: -1e100...1e100)
        // A span of a single value is given room on either side.
        let isPoint = span.upperBound - span.lowerBound < max(1e-9, abs(span.lowerBound) * 1e-9)
        let room = isPoint ? (abs(span.lowerBound) < 1e-9 ? 0.5 : abs(span.lowerBound) / 2) : 0
        let (low, high) = (span.lowerBound - room, span.upperBound + room)
        let width = high - low
        var step = 1.0
        while step > width { step /= 10 }
        while step * 10 <= width { step *= 10 }
        // The step is now a power of ten that fits one to ten times.
        for finer in [0.2, 0.5, 1, 2] where width / (step * finer) <= 6.5 {
            step *= finer
            break
        }
        let first = (low / step + 1e-9).rounded(.down)
        let last = (high / step - 1e-9).rounded(.up)
        lowest = first * step
        highest = max(last, first + 1) * step
        ticks = (0...Int(max(last, first + 1) - first)).map { (first + Double($0)) * step }
        var decimals = 0
        var scaled = isPercent ? step * 100 : step
        while decimals < 8, abs(scaled - scaled.rounded()) > 1e-6 * scaled {
            decimals += 1
            scaled *= 10
        }
        style = isPercent ? .percent(decimals: decimals) : .number(decimals: decimals)
        self.label = label
    }

    /// An axis of logarithms to the base ten, from the power below the span to the one above it.
    init(logarithms span: ClosedRange<Double>, label: String) {
        lowest = span.lowerBound.rounded(.down)
        highest = max(span.upperBound.rounded(.up), lowest + 1)
        let step = max(1, ((highest - lowest) / 8).rounded(.up))
        ticks = Array(stride(from: lowest, through: highest, by: step))
        style = .powerOfTen
        self.label = label
    }

    /// An axis of names side by side, of which at most seven are written, five where some are longer than `2024-03`.
    init(names: [String], label: String) {
        lowest = -0.5
        highest = Double(max(names.count, 1)) - 0.5
        let most = names.contains { $0.count > 7 } ? 5 : 7
        ticks = stride(from: 0, to: names.count, by: max(1, (names.count + most - 1) / most)).map {
            Double($0)
        }
        style = .names(names)
        self.label = label
    }

    /// A tick's text.
    func text(_ tick: Double) -> String {
        switch style {
        case .number(let decimals): return NumberText.fixed(tick, decimals)
        case .percent(let decimals): return NumberText.fixed(tick * 100, decimals) + "%"
        case .names(let names): return names[Int(tick)]
        case .powerOfTen:
            let digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
            let power = Int(tick)
            if (0...3).contains(power) { return NumberText.grouped([1, 10, 100, 1000][power]) }
            return "10" + (power < 0 ? "⁻" : "")
                + String(power.magnitude).map { digits[$0.wholeNumberValue ?? 0] }.joined()
        }
    }

    /// Where a value lies, 0 at the lowest and 1 at the highest; values outside are put on the edge.
    func place(_ value: Double) -> Double { min(1, max(0, (value - lowest) / (highest - lowest))) }
}
