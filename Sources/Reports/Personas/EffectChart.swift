/// Effects between -1 and 1 in a grid: more is one colour, less another, as dark as it is strong; empty where there is nothing.
struct EffectChart {
    let name: String
    let title: String
    let description: String
    /// The rows' names.
    let rows: [String]
    /// The columns' names.
    let columns: [String]
    /// By row and column; nil where there is nothing.
    let effects: [[Double?]]

    private static let longestName = 400.0
    private static let right = 890.0
    private static let pitch = 24.0
    private static let top = 26.0

    func markup() -> Markup {
        let left = 20 + min(Self.longestName, max(120, rows.map { TextWidth.of($0) }.max() ?? 0))
        let wide = (Self.right - left) / Double(max(1, columns.count))
        let height = Self.top + Self.pitch * Double(rows.count) + 6
        return Drawing(name: name, title: title, description: description, width: 900, height: height)
            .markup { svg in
                for (column, name) in columns.enumerated() {
                    svg.label(
                        "tick middle", left + (Double(column) + 0.5) * wide, Self.top - 9,
                        TextWidth.shortened(name, to: wide - 6))
                }
                for (row, effects) in effects.enumerated() {
                    let down = Self.top + Self.pitch * Double(row)
                    svg.label(
                        "name end", left - 10, down + 16, TextWidth.shortened(rows[row], to: Self.longestName)
                    )
                    for (column, effect) in effects.enumerated() {
                        guard let effect else { continue }
                        let across = left + Double(column) * wide
                        svg.element(
                            "rect",
                            [
                                ("class", effect >= 0 ? "more-cell" : "less-cell"),
                                ("x", NumberText.coordinate(across + 0.5)),
                                ("y", NumberText.coordinate(down + 0.5)),
                                ("width", NumberText.coordinate(wide - 1)),
                                ("height", NumberText.coordinate(Self.pitch - 1)),
                                // Half as dark at most, so that figures can be read on it.
                                ("fill-opacity", NumberText.coordinate(min(1, abs(effect)) / 2)),
                            ]
                        ) {
                            $0.element(
                                "title",
                                text: "\(columns[column]): \(rows[row]) \(NumberText.fixed(effect, 2))")
                        }
                        svg.label(
                            "tick middle strong", across + wide / 2, down + 16, NumberText.fixed(effect, 2))
                    }
                }
            }
    }
}
