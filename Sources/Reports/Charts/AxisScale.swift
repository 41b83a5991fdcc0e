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
    private let decimals: Int
    private let isPercent: Bool

    /// An axis of at least the span, widened to round ticks; about five of them.
    init(_ span: ClosedRange<Double>, label: String, isPercent: Bool = false) {
        // A span of a single value is given room on either side.
        let isPoint = span.upperBound - span.lowerBound < 1e-9
        let room = isPoint ? (span.lowerBound == 0 ? 0.5 : abs(span.lowerBound) / 2) : 0
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
        self.decimals = decimals
        self.isPercent = isPercent
        self.label = label
    }

    /// A tick's text.
    func text(_ tick: Double) -> String {
        isPercent ? NumberText.fixed(tick * 100, decimals) + "%" : NumberText.fixed(tick, decimals)
    }

    /// Where a value lies, 0 at the lowest and 1 at the highest; values outside are put on the edge.
    func place(_ value: Double) -> Double { min(1, max(0, (value - lowest) / (highest - lowest))) }
}
