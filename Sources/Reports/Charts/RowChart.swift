/// Named values with intervals, one a line: a forest plot, or bars from zero.
struct RowChart {
    /// A named value.
    struct Entry: Equatable {
        var name: String
        /// Nil where there is nothing to draw, and the text says why.
        var value: Double?
        var lower: Double?
        var upper: Double?
        /// The value as written at the end of the line.
        var text: String
        /// A value of its own to compare with, drawn across the line.
        var mark: Double?
    }

    let name: String
    let title: String
    let description: String
    let entries: [Entry]
    let label: String
    var isPercent = false
    /// Bars from zero rather than dots.
    var hasBars = false
    /// A value to compare with, drawn through all lines.
    var reference: Double?

    private static let width = 900.0
    private static let pitch = 24.0
    private static let longestName = 400.0

    /// Where the drawing area begins: behind the longest name.
    private var left: Double {
        let longest = entries.map { TextWidth.of($0.name) }.max() ?? 0
        return min(Self.longestName, max(228, longest)) + 22
    }

    /// Where it ends: before the longest text, which is never cut.
    private var right: Double {
        let longest = entries.map { TextWidth.of($0.text) }.max() ?? 0
        return max(left + 240, min(700, Self.width - longest - 24))
    }

    private var axis: AxisScale {
        var ends = entries.flatMap { [$0.value, $0.lower, $0.upper, $0.mark].compactMap(\.self) }
        if hasBars { ends.append(0) }
        if let reference { ends.append(reference) }
        return AxisScale((ends.min() ?? 0)...(ends.max() ?? 1), label: label, isPercent: isPercent)
    }

    func markup() -> Markup {
        let (axis, left, right) = (axis, left, right)
        let foot = 10 + Self.pitch * Double(entries.count)
        func across(_ value: Double) -> Double { left + axis.place(value) * (right - left) }
        return Drawing(
            name: name, title: title, description: description, width: Self.width, height: foot + 46
        )
        .markup { svg in
            for tick in axis.ticks {
                svg.line("grid", across(tick), 6, across(tick), foot)
                svg.label("tick middle", across(tick), foot + 18, axis.text(tick))
            }
            if !hasBars { mark(reference, across, foot, in: &svg) }
            for (index, entry) in entries.enumerated() {
                let middle = 10 + Self.pitch * (Double(index) + 0.5)
                svg.label(
                    "name end", left - 12, middle + 4, TextWidth.shortened(entry.name, to: Self.longestName))
                if hasBars, let value = entry.value {
                    let (start, end) = (across(min(0, value)), across(max(0, value)))
                    svg.box("bar", x: start, y: middle - 7, width: end - start, height: 14)
                }
                if let lower = entry.lower, let upper = entry.upper {
                    svg.line("interval", across(lower), middle, across(upper), middle)
                }
                if !hasBars, let value = entry.value {
                    svg.disc("dot", across(value), middle, radius: 4.5)
                }
                svg.label(
                    entry.value == nil ? "name absent" : "name", right + 14, middle + 4, entry.text)
            }
            for (index, entry) in entries.enumerated() {
                guard let mark = entry.mark else { continue }
                let middle = 10 + Self.pitch * (Double(index) + 0.5)
                svg.line("mark", across(mark), middle - 10, across(mark), middle + 10)
            }
            // Bars would hide the line.
            if hasBars { mark(reference, across, foot, in: &svg) }
            svg.line("axis", left, foot, right, foot)
            svg.label("axis-label middle", (left + right) / 2, foot + 38, axis.label)
        }
    }

    /// A line through all rows.
    private func mark(
        _ reference: Double?, _ across: (Double) -> Double, _ foot: Double, in svg: inout Markup
    ) {
        guard let reference else { return }
        svg.line("chance", across(reference), 6, across(reference), foot)
    }
}
