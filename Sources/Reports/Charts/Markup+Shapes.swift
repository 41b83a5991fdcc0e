extension Markup {
    /// A straight line.
    mutating func line(_ style: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
        empty(
            "line",
            [
                ("class", style), ("x1", NumberText.coordinate(x1)), ("y1", NumberText.coordinate(y1)),
                ("x2", NumberText.coordinate(x2)), ("y2", NumberText.coordinate(y2)),
            ])
    }

    /// A text at its baseline.
    mutating func label(_ style: String, _ x: Double, _ y: Double, _ text: String) {
        element(
            "text", [("class", style), ("x", NumberText.coordinate(x)), ("y", NumberText.coordinate(y))],
            text: text)
        let width = TextWidth.of(text)
        let styles = style.split(separator: " ")
        let start = styles.contains("end") ? x - width : styles.contains("middle") ? x - width / 2 : x
        extend(to: start...(start + width))
    }

    /// A disc.
    mutating func disc(_ style: String, _ x: Double, _ y: Double, radius: Double) {
        empty(
            "circle",
            [
                ("class", style), ("cx", NumberText.coordinate(x)), ("cy", NumberText.coordinate(y)),
                ("r", NumberText.coordinate(radius)),
            ])
    }

    /// A rectangle.
    mutating func box(_ style: String, x: Double, y: Double, width: Double, height: Double) {
        empty(
            "rect",
            [
                ("class", style), ("x", NumberText.coordinate(x)), ("y", NumberText.coordinate(y)),
                ("width", NumberText.coordinate(max(0, width))),
                ("height", NumberText.coordinate(max(0, height))),
            ])
    }
}
