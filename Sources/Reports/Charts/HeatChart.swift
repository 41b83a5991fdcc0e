/// Shares in a grid of rows and months: a cell is filled from its foot as far as its share goes, and written out.
struct HeatChart {
    let name: String
    let title: String
    let description: String
    /// The rows' names.
    let rows: [String]
    /// The columns' names.
    let columns: [String]
    /// By row and column, a share; nil where there is nothing.
    let shares: [[Double?]]

    private static let left = 300.0
    private static let right = 890.0
    private static let pitch = 22.0
    private static let top = 24.0

    func markup() -> Markup {
        let wide = (Self.right - Self.left) / Double(max(1, columns.count))
        let height = Self.top + Self.pitch * Double(rows.count) + 6
        return Drawing(name: name, title: title, description: description, width: 900, height: height).markup
        {
            svg in
            let step = max(1, Int((52 / wide).rounded(.up)))
            for column in stride(from: 0, to: columns.count, by: step) {
                svg.label(
                    "tick middle", Self.left + (Double(column) + 0.5) * wide, Self.top - 8, columns[column])
            }
            for (row, shares) in shares.enumerated() {
                let down = Self.top + Self.pitch * Double(row)
                svg.label("name end", Self.left - 10, down + 15, rows[row].shortened(to: 42))
                for (column, share) in shares.enumerated() {
                    let across = Self.left + Double(column) * wide
                    guard let share else { continue }
                    svg.box(
                        "share-cell", x: across + 0.5, y: down + 0.5, width: wide - 1,
                        height: Self.pitch - 1)
                    svg.box(
                        "share-fill", x: across + 0.5, y: down + 0.5 + (Self.pitch - 1) * (1 - share),
                        width: wide - 1, height: (Self.pitch - 1) * share)
                    if wide >= 30, share >= 0.005 {
                        svg.label(
                            "tick middle strong", across + wide / 2, down + 15,
                            NumberText.fixed(share * 100, 0))
                    }
                }
            }
        }
    }
}
