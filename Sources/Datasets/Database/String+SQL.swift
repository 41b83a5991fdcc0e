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
            let scalars = line.unicodeScalars
            let isMark = { (scalar: Unicode.Scalar) in "'\"`".unicodeScalars.contains(scalar) }
            guard let first = scalars.firstIndex(where: isMark), let last = scalars.lastIndex(where: isMark),
                first < last
            else { return String(line) }
            return String(scalars[...first]) + "…" + String(scalars[last...])
        }.joined(separator: "\n")
    }

    /// By scalars, as DuckDB reads: a mark may be one Character with a scalar before it.
    private func doubling(_ mark: Unicode.Scalar) -> String {
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            text.append(scalar)
            if scalar == mark { text.append(scalar) }
        }
        return String(text)
    }
}
