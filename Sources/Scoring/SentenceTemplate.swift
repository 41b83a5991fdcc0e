/// A sentence about a feature: `{value}` stands for the value, `{one|many}` for a word that differs between 1 and other values, as in
/// `has bought {value} {time|times}`.
///
/// Other braces stand for themselves.
public struct SentenceTemplate: Equatable, Sendable {
    private let parts: [Part]

    private enum Part: Equatable, Sendable {
        case text(String)
        case value
        case choice(one: String, many: String)
    }

    /// Reads a template.
    ///
    /// - Complexity: O(length).
    public init(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.utf8.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].utf8.firstIndex(of: UInt8(ascii: "}"))
        {
            let inner = rest[rest.index(after: open)..<close]
            let words = inner.split(separator: "|", omittingEmptySubsequences: false)
            parts.append(.text(String(rest[..<open])))
            if inner == "value" {
                parts.append(.value)
            } else if words.count == 2, !inner.contains("{") {
                parts.append(.choice(one: String(words[0]), many: String(words[1])))
            } else {
                parts.append(.text("{"))
                rest = rest[rest.index(after: open)...]
                continue
            }
            rest = rest[rest.index(after: close)...]
        }
        parts.append(.text(String(rest)))
        self.parts = parts
    }

    /// Whether there is a place for the value.
    public var hasValue: Bool { parts.contains(.value) }

    /// The sentence of a value.
    ///
    /// - Parameters:
    ///   - value: as it is written.
    ///   - isOne: whether it is the number 1.
    public func filled(with value: String, isOne: Bool = false) -> String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .value: value
            case .choice(let one, let many): isOne ? one : many
            }
        }.joined()
    }

    /// What the feature is called in place of its name: the sentence with dots in the value's place.
    public var label: String { filled(with: "…") }
}
