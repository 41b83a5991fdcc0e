/// YAML text with comments, built line by line.
struct Commented {
    private(set) var lines: [String] = []
    private static let width = 110

    /// The text with a final newline.
    var text: String { lines.joined(separator: "\n") + "\n" }

    /// Appends a line with a comment behind it, or above it where it would grow too long.
    mutating func line(_ text: String, indent: Int = 0, comment: String? = nil) {
        let line = String(repeating: " ", count: indent) + text
        // A name out of a file may hold a line break, which would end the comment.
        let comment = (comment ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if comment.isEmpty {
            lines.append(line)
            return
        }
        if line.count + 4 + comment.count <= Self.width {
            lines.append("\(line)  # \(comment)")
        } else {
            self.comment(comment, indent: indent)
            lines.append(line)
        }
    }

    /// Appends a comment, wrapped at words.
    mutating func comment(_ text: String, indent: Int = 0) {
        let margin = String(repeating: " ", count: indent) + "#"
        var line = margin
        for word in text.split(whereSeparator: \.isWhitespace) {
            if line.count + 1 + word.count > Self.width, line != margin {
                lines.append(line)
                line = margin
            }
            line += " " + word
        }
        lines.append(line)
    }

    /// Appends an empty line.
    mutating func gap() { lines.append("") }

    /// A text as a YAML scalar: plain where that reads as the same text, else in double quotes.
    static func scalar(_ text: String) -> String {
        let reserved: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        let isPlain =
            text.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } ?? false
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
            && !reserved.contains(text.lowercased())
        return isPlain ? text : quoted(text)
    }

    /// A text in double quotes.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\t": quoted += "\\t"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// A list in one line.
    static func list(_ items: [String]) -> String { "[" + items.map(scalar).joined(separator: ", ") + "]" }
}
