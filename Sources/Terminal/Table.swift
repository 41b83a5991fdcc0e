/// Rows and columns of text.
public struct Table: Hashable, Sendable {
    /// Where a column's text stands.
    public enum Alignment: Hashable, Sendable {
        /// At the left: words.
        case left
        /// At the right: numbers.
        case right
    }

    /// One title a column.
    public var headers: [String]
    /// One text a column in each row; missing ones are empty.
    public var rows: [[String]]
    /// One a column; missing ones are `left`.
    public var alignments: [Alignment]

    /// Creates a table.
    public init(headers: [String], rows: [[String]], alignments: [Alignment] = []) {
        self.headers = headers
        self.rows = rows
        self.alignments = alignments
    }

    /// The lines of the table, header and rule first, columns two spaces apart.
    ///
    /// - Parameter width: columns of the terminal; the widest left-aligned texts are cut until it fits, but
    ///   never below eight columns. Nil cuts nothing.
    /// - Complexity: O(cells), and O(width · columns) for cutting.
    public func lines(width: Int?) -> [String] {
        let cells = ([headers] + rows).map { row in
            headers.indices.map { row.indices.contains($0) ? row[$0].withoutControls : "" }
        }
        var widths = headers.indices.map { column in cells.map { $0[column].displayWidth }.max() ?? 0 }
        if let width { fit(&widths, into: width) }
        let rule = widths.map { String(repeating: "─", count: $0) }
        let lines = cells.map { row in line(row, widths: widths) }
        return [lines[0], rule.joined(separator: "  ")] + lines.dropFirst()
    }

    private func fit(_ widths: inout [Int], into width: Int) {
        let gaps = 2 * max(0, widths.count - 1)
        while widths.reduce(gaps, +) > width {
            let shrinkable = widths.indices.filter { alignment($0) == .left && widths[$0] > 8 }
            guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { return }
            widths[widest] -= 1
        }
    }

    private func alignment(_ column: Int) -> Alignment {
        alignments.indices.contains(column) ? alignments[column] : .left
    }

    private func line(_ row: [String], widths: [Int]) -> String {
        var text = ""
        for column in row.indices {
            let cell = row[column].cut(toWidth: widths[column])
            let padding = String(repeating: " ", count: max(0, widths[column] - cell.displayWidth))
            if column > 0 { text += "  " }
            text += alignment(column) == .left ? cell + padding : padding + cell
        }
        while text.last == " " { text.removeLast() }
        return text
    }
}
