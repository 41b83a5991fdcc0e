extension String {
    /// The text as a literal of SQL.
    var sqlLiteral: String { "'" + doubling("'") + "'" }

    /// The text as a quoted identifier of SQL.
    var sqlIdentifier: String { "\"" + doubling("\"") + "\"" }

    /// The path of one file as a literal for DuckDB's readers, which take a path for a pattern.
    var sqlPathLiteral: String { pathPattern.sqlLiteral }

    /// A pattern that matches this path alone: `*`, `?` and `[` stand for themselves.
    ///
    /// A backslash parts folders in a pattern: a path with one stays as it is, and DuckDB reads it if nothing else matches.
    var pathPattern: String {
        let marks: [Unicode.Scalar] = ["*", "?", "["]
        guard unicodeScalars.contains(where: marks.contains), !unicodeScalars.contains("\\") else {
            return self
        }
        var text = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            text.append(contentsOf: marks.contains(scalar) ? ["[", scalar, "]"] : [scalar])
        }
        return String(text)
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
