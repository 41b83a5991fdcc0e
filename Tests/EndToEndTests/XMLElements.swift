import TestKit

/// XML as a strict reader takes it: the elements in order, or the first fault.
struct XMLElements {
    struct Element {
        var name: String
        var attributes: [String: String]
    }

    private(set) var elements: [Element] = []

    subscript(name: String) -> [Element] { elements.filter { $0.name == name } }

    /// Reads a whole document without a document type, comments or CDATA.
    ///
    /// - Throws: what is not well-formed.
    init(_ document: String) throws {
        var rest = Substring(document)
        var open: [String] = []
        if let declaration = rest.prefixMatch(of: /<\?xml [^?]*\?>/) {
            rest = rest[declaration.range.upperBound...]
        }
        while !rest.isEmpty {
            if let closing = rest.prefixMatch(of: /<\/([A-Za-z][\w.-]*)>/) {
                guard open.popLast() == String(closing.1) else { throw Self.fault("closes", closing.0) }
                rest = rest[closing.range.upperBound...]
            } else if let opening = rest.prefixMatch(
                of: /<([A-Za-z][\w.-]*)((?:\s+[A-Za-z][\w.-]*="[^"<]*")*)\s*(\/?)>/)
            {
                guard !open.isEmpty || elements.isEmpty else { throw Self.fault("a second root", opening.0) }
                elements.append(
                    Element(name: String(opening.1), attributes: try Self.attributes(opening.2)))
                if opening.3.isEmpty { open.append(String(opening.1)) }
                rest = rest[opening.range.upperBound...]
            } else {
                let text = rest.prefix { $0 != "<" }
                guard !text.isEmpty else { throw Self.fault("no element", rest.prefix(60)) }
                _ = try Self.plain(text)
                guard !open.isEmpty || text.allSatisfy(\.isWhitespace) else {
                    throw Self.fault("text outside the root", text)
                }
                rest = rest[text.endIndex...]
            }
        }
        guard open.isEmpty, !elements.isEmpty else { throw Self.fault("unclosed", Substring(document)) }
    }

    private static func attributes(_ text: Substring) throws -> [String: String] {
        var attributes: [String: String] = [:]
        for match in text.matches(of: /([A-Za-z][\w.-]*)="([^"<]*)"/) {
            guard attributes.updateValue(try plain(match.2), forKey: String(match.1)) == nil else {
                throw fault("the attribute twice", match.0)
            }
        }
        return attributes
    }

    /// Text without its escapes.
    private static func plain(_ text: Substring) throws -> String {
        let isLegal = text.unicodeScalars.allSatisfy {
            $0.value >= 0x20 || "\t\n\r".unicodeScalars.contains($0)
        }
        guard isLegal, text.firstMatch(of: /&(?!(amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)/) == nil else {
            throw fault("a bare & or a control character", text)
        }
        var plain = String(text)
        for (escape, character) in [
            ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
        ] { plain = plain.replacing(escape, with: character) }
        return plain
    }

    private static func fault(_ what: String, _ text: Substring) -> HTTPClient.Failure {
        HTTPClient.Failure(what: "not well-formed: \(what): \(text)")
    }
}
