extension String {
    /// The text as a literal of SQL.
    var sqlLiteral: String { "'" + doubling("'") + "'" }

    /// The text as a quoted identifier of SQL.
    var sqlIdentifier: String { "\"" + doubling("\"") + "\"" }

    /// A message of DuckDB's without what may be a value of the data.
    ///
    /// All from the first quotation mark of a line to its last is struck out, since a value may hold a mark itself.
    var strikingOutValues: String {
        split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let isMark = { (character: Character) in "'\"`".contains(character) }
            guard let first = line.firstIndex(where: isMark), let last = line.lastIndex(where: isMark),
                first < last
            else { return String(line) }
            return line[...first] + "…" + line[last...]
        }.joined(separator: "\n")
    }

    private func doubling(_ mark: Character) -> String {
        split(separator: mark, omittingEmptySubsequences: false).joined(
            separator: String(mark) + String(mark))
    }
}
