extension String {
    /// The text as a literal of SQL.
    var sqlLiteral: String { "'" + doubling("'") + "'" }

    /// The text as a quoted identifier of SQL.
    var sqlIdentifier: String { "\"" + doubling("\"") + "\"" }

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
