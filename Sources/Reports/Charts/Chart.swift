/// A drawing area with axes; what is drawn into it is given in the axes' values.
struct Chart {
    /// A name unique within the page, to which the accessible title refers.
    let name: String
    let title: String
    /// What the chart shows, in words, for those who do not see it.
    let description: String
    let x: AxisScale
    let y: AxisScale

    private static let width = 440.0
    private static let height = 340.0
    private static let left = 58.0
    private static let right = 418.0
    private static let top = 22.0
    private static let bottom = 290.0

    /// The horizontal coordinate of a value.
    func across(_ value: Double) -> Double { Self.left + x.place(value) * (Self.right - Self.left) }

    /// The vertical coordinate of a value.
    func down(_ value: Double) -> Double { Self.bottom - y.place(value) * (Self.bottom - Self.top) }

    /// The drawing, with grid and axes below what `body` draws.
    func markup(_ body: (inout Markup) -> Void) -> Markup {
        Drawing(
            name: name, title: title, description: description, width: Self.width, height: Self.height
        ).markup { svg in
            for tick in x.ticks {
                svg.line("grid", across(tick), Self.top, across(tick), Self.bottom)
                svg.label("tick middle", across(tick), Self.bottom + 18, x.text(tick))
            }
            for tick in y.ticks {
                svg.line("grid", Self.left, down(tick), Self.right, down(tick))
                svg.label("tick end", Self.left - 7, down(tick) + 4, y.text(tick))
            }
            body(&svg)
            svg.line("axis", Self.left, Self.bottom, Self.right, Self.bottom)
            svg.line("axis", Self.left, Self.top, Self.left, Self.bottom)
            svg.label("axis-label middle", (Self.left + Self.right) / 2, Self.height - 8, x.label)
            let middle = NumberText.coordinate((Self.top + Self.bottom) / 2)
            svg.element(
                "text",
                [("class", "axis-label middle"), ("transform", "translate(14 \(middle)) rotate(-90)")],
                text: TextWidth.shortened(y.label, to: Self.top + Self.bottom - 8))
        }
    }

    /// A line through points.
    func curve(_ style: String, _ points: [(x: Double, y: Double)], in svg: inout Markup) {
        let path = points.map { point in
            "\(NumberText.coordinate(across(point.x))),\(NumberText.coordinate(down(point.y)))"
        }
        svg.empty("polyline", [("class", style), ("points", path.joined(separator: " "))])
    }

    /// Where a key stands: where a chart's curves are not.
    enum Corner {
        case topLeft
        case topRight
        case bottomRight
        /// Side by side above the drawing area, where curves may be anywhere.
        case above
    }

    /// A key to the lines, in a corner of the drawing area.
    func key(_ entries: [(style: String, text: String)], at corner: Corner, in svg: inout Markup) {
        if corner == .above {
            let pitch = (Self.right - Self.left) / Double(max(entries.count, 1))
            for (index, entry) in entries.enumerated() {
                let start = Self.left + pitch * Double(index)
                svg.line(entry.style, start, 9, start + 26, 9)
                svg.label("key", start + 32, 13, entry.text)
            }
            return
        }
        let isAtBottom = corner == .bottomRight
        let start = isAtBottom ? Self.bottom - 12 - 18 * Double(entries.count - 1) : Self.top + 16
        for (index, entry) in entries.enumerated() {
            let height = start + 18 * Double(index)
            if corner == .topLeft {
                svg.line(entry.style, Self.left + 10, height - 4, Self.left + 36, height - 4)
                svg.label("key", Self.left + 42, height, entry.text)
            } else {
                svg.line(entry.style, Self.right - 34, height - 4, Self.right - 8, height - 4)
                svg.label("key end", Self.right - 40, height, entry.text)
            }
        }
    }
}
