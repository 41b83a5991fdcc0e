/// A table with a caption; the first column heads its rows.
struct Table {
    /// A column's heading and how its cells are aligned.
    struct Column {
        var heading: String
        var isNumber: Bool

        static func text(_ heading: String) -> Column { Column(heading: heading, isNumber: false) }
        static func number(_ heading: String) -> Column { Column(heading: heading, isNumber: true) }
    }

    let caption: String
    let columns: [Column]
    /// One text a column.
    let rows: [[String]]
    /// As wide as its texts rather than the page.
    var isCompact = false
    /// Columns of equal width, in which long texts such as digests are broken anywhere.
    var isEven = false

    func append(to part: inout Markup) {
        part.newLine()
        // A focusable frame, so that a wide table can be scrolled with the keyboard on a narrow screen.
        part.element(
            "div", [("class", "scroll"), ("tabindex", "0"), ("role", "group"), ("aria-label", caption)]
        ) { frame in
            frame.element("table", frameStyle) { table in
                table.element("caption", text: caption)
                table.element("thead") { head in
                    head.element("tr") { line in
                        for column in columns {
                            line.element("th", [("scope", "col")] + style(column), text: column.heading)
                        }
                    }
                }
                table.element("tbody") { body in
                    for row in rows {
                        body.newLine()
                        body.element("tr") { line in
                            for (index, (column, text)) in zip(columns, row).enumerated() {
                                let scope: [Markup.Attribute] = index == 0 ? [("scope", "row")] : []
                                line.element(index == 0 ? "th" : "td", scope + style(column), text: text)
                            }
                        }
                    }
                }
            }
        }
    }

    private var frameStyle: [Markup.Attribute] {
        let name = isCompact ? "compact" : isEven ? "even" : columns.count > 5 ? "many" : ""
        return name.isEmpty ? [] : [("class", name)]
    }

    private func style(_ column: Column) -> [Markup.Attribute] {
        column.isNumber ? [("class", "number")] : []
    }
}
