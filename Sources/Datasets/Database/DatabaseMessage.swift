/// A message of DuckDB's, which may quote the row that it fails at.
struct DatabaseMessage {
    let text: String

    /// The kinds of errors that are found before a row is read, so that they speak of statements, names and files.
    private static let rowless: Set<String> = [
        "Parser Error", "Binder Error", "Catalog Error", "IO Error", "Permission Error", "Dependency Error",
        "Not implemented Error", "Out of Memory Error", "Missing Extension Error", "INTERNAL Error",
    ]
    private static let types: Set<Substring> = [
        "BOOL", "INT8", "INT16", "INT32", "INT64", "INT128", "UINT8", "UINT16", "UINT32", "UINT64", "FLOAT",
        "DOUBLE", "DECIMAL", "DATE", "TIME", "TIMESTAMP", "INTERVAL", "UUID", "BLOB", "BIT",
    ]

    /// What of it holds no value of the data.
    ///
    /// Of errors that rows cause, only what is known to hold none: the kind, the line of the file, the type aimed at. Of the
    /// others, all from the first quotation mark to the last is struck out.
    var withoutValues: String {
        let parts = text.split(separator: ": ", maxSplits: 1)
        guard let kind = parts.first, parts.count == 2, kind.hasSuffix(" Error") else { return struckOut }
        if Self.rowless.contains(String(kind)) { return struckOut }
        return ([String(kind)] + [place, aim].compactMap { $0 }).joined(separator: ": ")
    }

    /// The line of the file that its reader tells.
    private var place: String? {
        let mark = "CSV Error on Line: "
        guard let range = text.firstRange(of: mark) else { return nil }
        let digits = text[range.upperBound...].prefix { $0.isASCII && $0.isNumber }
        // A line of a file has few digits; a value could begin with more.
        return digits.isEmpty || digits.count > 12 ? nil : mark + digits
    }

    /// Of which type a text could not become.
    private var aim: String? {
        guard text.hasPrefix("Conversion Error: Could not convert string "),
            let range = text.ranges(of: "' to ").last
        else { return nil }
        let type = text[range.upperBound...].prefix { $0.isASCII && ($0.isUppercase || $0.isNumber) }
        return Self.types.contains(type) ? "Could not convert string '…' to \(type)" : nil
    }

    private var struckOut: String {
        let scalars = text.unicodeScalars
        let isMark = { (scalar: Unicode.Scalar) in "'\"`".unicodeScalars.contains(scalar) }
        guard let first = scalars.firstIndex(where: isMark), let last = scalars.lastIndex(where: isMark),
            first < last
        else { return text }
        return String(scalars[...first]) + "…" + String(scalars[last...])
    }
}
