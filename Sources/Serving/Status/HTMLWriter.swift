/// Writes one HTML text, element by element; whatever is said in it is escaped.
struct HTMLWriter {
    /// The text so far, UTF-8.
    private(set) var bytes: [UInt8] = []

    /// Writes markup as it is: for constants of the page only.
    mutating func markup(_ markup: StaticString) {
        bytes.append(contentsOf: "\(markup)".utf8)
    }

    /// Writes an element whose content the closure writes.
    mutating func element(
        _ name: StaticString, _ attributes: [(name: StaticString, value: String)] = [],
        _ body: (inout HTMLWriter) -> Void
    ) {
        open(name, attributes)
        body(&self)
        markup("</")
        markup(name)
        markup(">\n")
    }

    /// Writes an element that holds a text.
    mutating func element(
        _ name: StaticString, _ attributes: [(name: StaticString, value: String)], _ text: String
    ) {
        element(name, attributes) { $0.text(text) }
    }

    /// Writes an element without attributes that holds a text.
    mutating func element(_ name: StaticString, _ text: String) { element(name, [], text) }

    /// Writes the beginning of an element.
    mutating func open(_ name: StaticString, _ attributes: [(name: StaticString, value: String)] = []) {
        markup("<")
        markup(name)
        for attribute in attributes {
            markup(" ")
            markup(attribute.name)
            markup("=\"")
            text(attribute.value)
            markup("\"")
        }
        markup(">")
    }

    /// Writes a text, escaped for elements and for attributes in quotes; control characters are shown as a replacement.
    mutating func text(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": markup("&amp;")
            case "<": markup("&lt;")
            case ">": markup("&gt;")
            case "\"": markup("&quot;")
            case "'": markup("&#39;")
            case "\n", "\t": markup(" ")
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}",
                "\u{2066}"..."\u{2069}":
                // Nor may a text turn the direction in which what follows it is read.
                markup("\u{FFFD}")
            default: bytes.append(contentsOf: String(scalar).utf8)
            }
        }
    }
}
