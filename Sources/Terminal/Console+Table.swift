extension Console {
    /// A table of results, cut to the terminal's width where there is one.
    public func table(_ headers: [String], _ rows: [[String]], alignments: [Table.Alignment] = []) {
        let table = Table(headers: headers, rows: rows, alignments: alignments)
        for (index, text) in table.lines(width: capabilities.width).enumerated() {
            line(index == 0 ? Style.bold.applied(to: text, if: capabilities.outputHasStyle) : text)
        }
    }
}
