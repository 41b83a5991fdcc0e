extension String {
    /// The text as a literal of SQL.
    var sqlLiteral: String { "'" + doubling("'") + "'" }

    /// The text as a quoted identifier of SQL.
    var sqlIdentifier: String { "\"" + doubling("\"") + "\"" }

    /// A message of DuckDB's without what stands in quotation marks: that can be a value of the data.
    var strikingOutValues: String {
        var struck = ""
        var open: Character?
        for character in self {
            if let mark = open {
                guard character == mark else { continue }
                struck += "…" + String(mark)
                open = nil
            } else {
                struck.append(character)
                if character == "'" || character == "\"" || character == "`" { open = character }
            }
        }
        return struck
    }

    private func doubling(_ mark: Character) -> String {
        split(separator: mark, omittingEmptySubsequences: false).joined(
            separator: String(mark) + String(mark))
    }
}
