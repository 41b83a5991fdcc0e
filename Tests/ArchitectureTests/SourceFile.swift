/// A text file of the checkout.
struct SourceFile {
    /// From the root of the checkout, as in `Sources/Features/Event.swift`.
    var path: String
    var text: String

    /// The folder under `Sources`.
    var target: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 && parts[0] == "Sources" ? String(parts[1]) : ""
    }

    /// The lines with their numbers, counted from 1.
    var lines: [(number: Int, text: Substring)] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
            ($0.offset + 1, $0.element)
        }
    }

    /// The modules imported and on which line.
    var imports: [(line: Int, module: String)] {
        let kinds = /(?:struct|class|enum|protocol|typealias|func|let|var|actor)\s+/
        return lines.compactMap { number, line in
            var rest = line.drop { $0 == " " }
            // Most lines begin otherwise; the expressions below are slow.
            guard let first = rest.utf8.first, "@ipf".utf8.contains(first) else { return nil }
            while let match = rest.prefixMatch(
                of: /(?:@\w+(?:\([^)]*\))?|public|package|internal|fileprivate|private)\s+/)
            {
                rest = rest[match.range.upperBound...]
            }
            guard let keyword = rest.prefixMatch(of: /import\s+/) else { return nil }
            rest = rest[keyword.range.upperBound...]
            if let kind = rest.prefixMatch(of: kinds) { rest = rest[kind.range.upperBound...] }
            guard let name = rest.prefixMatch(of: /\w+/) else { return nil }
            return (number, String(name.output))
        }
    }
}
