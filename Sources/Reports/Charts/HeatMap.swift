/// Rows and columns of cells, darker for more.
struct HeatMap {
    let name: String
    let title: String
    let description: String
    let rows: [String]
    let columns: [String]
    /// By row, a value of each column, not below 0.
    let values: [[Double]]
    /// Whether each row has a scale of its own.
    var isScaledByRow = false

    private static let width = 900.0
    private static let left = 110.0
    private static let right = 890.0
    private static let pitch = 22.0

    func markup() -> Markup {
        let foot = 6 + Self.pitch * Double(rows.count)
        let cell = (Self.right - Self.left) / Double(max(columns.count, 1))
        let most = values.joined().max() ?? 0
        return Drawing(
            name: name, title: title, description: description, width: Self.width, height: foot + 24
        )
        .markup { svg in
            for (row, name) in rows.enumerated() {
                let top = 6 + Self.pitch * Double(row)
                svg.label("name end", Self.left - 10, top + 15, TextWidth.shortened(name, to: 300))
                let scale = isScaledByRow ? values[row].max() ?? 0 : most
                for (column, value) in values[row].enumerated() {
                    // Hundredths are as fine as anyone sees.
                    let shade = scale > 0 ? (value / scale * 100).rounded() / 100 : 0
                    svg.cell(
                        x: Self.left + cell * Double(column), y: top, width: cell - 1, height: Self.pitch - 1,
                        shade: shade, text: "\(name), \(columns[column]): \(NumberText.fixed(value, 0))")
                }
            }
            let step = max(1, (columns.count + 11) / 12)
            for column in stride(from: 0, to: columns.count, by: step) {
                svg.label(
                    "tick middle", Self.left + cell * (Double(column) + 0.5), foot + 16, columns[column])
            }
        }
    }
}

extension Markup {
    /// A shaded rectangle that tells its value.
    fileprivate mutating func cell(
        x: Double, y: Double, width: Double, height: Double, shade: Double, text: String
    ) {
        element(
            "rect",
            [
                ("class", "model-fill"), ("x", NumberText.coordinate(x)), ("y", NumberText.coordinate(y)),
                ("width", NumberText.coordinate(width)), ("height", NumberText.coordinate(height)),
                ("fill-opacity", NumberText.coordinate(shade)),
            ]
        ) { $0.element("title", text: text) }
    }
}
