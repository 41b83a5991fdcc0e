/// HTML, SVG or XML under construction: every text and attribute is escaped, with no way around it.
struct Markup: Equatable {
    private(set) var rendered = ""
    /// From where to where the texts of a drawing reach; nil where there are none.
    private(set) var reach: ClosedRange<Double>?

    /// An attribute's name and value.
    typealias Attribute = (name: String, value: String)

    /// Appends an element and what `body` puts into it.
    mutating func element(
        _ name: String, _ attributes: [Attribute] = [], _ body: (inout Markup) -> Void = { _ in }
    ) {
        open(name, attributes, end: ">")
        body(&self)
        rendered += "</\(name)>"
    }

    /// Appends an element that holds a text.
    mutating func element(_ name: String, _ attributes: [Attribute] = [], text: String) {
        element(name, attributes) { $0.text(text) }
    }

    /// Appends an element that cannot hold anything.
    mutating func empty(_ name: String, _ attributes: [Attribute]) { open(name, attributes, end: "/>") }

    /// Appends a text.
    mutating func text(_ text: String) { rendered += Self.escaped(text) }

    /// Appends what is markup already.
    mutating func append(_ other: Markup) {
        rendered += other.rendered
        if let reach = other.reach { extend(to: reach) }
    }

    /// Notes that a text of a drawing reaches from one place to another.
    mutating func extend(to span: ClosedRange<Double>) {
        let own = reach ?? span
        reach = min(own.lowerBound, span.lowerBound)...max(own.upperBound, span.upperBound)
    }

    /// Begins a new line, for people who read the source.
    mutating func newLine() { rendered += "\n" }

    /// Appends a fixed text of the program's own as it is.
    mutating func verbatim(_ fixed: StaticString) { rendered += fixed.description }

    private mutating func open(_ name: String, _ attributes: [Attribute], end: String) {
        rendered += "<\(name)"
        for attribute in attributes { rendered += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"" }
        rendered += end
    }

    /// Escapes a text for content and for quoted attributes; what XML 1.0 does not allow becomes U+FFFD.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\t", "\n": escaped.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
