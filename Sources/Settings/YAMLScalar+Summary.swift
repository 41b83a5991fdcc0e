extension YAMLScalar {
    /// Kind and, if it is a short token, the text itself.
    var summary: String {
        let isToken = text.utf8.count <= 32 && !text.unicodeScalars.contains { $0.value < 0x20 }
        switch kind {
        case .null: return "nothing"
        case .boolean: return "the boolean `\(text)`"
        case .integer: return isToken ? "the integer `\(text)`" : "an integer of \(text.utf8.count) digits"
        case .number: return isToken ? "the number `\(text)`" : "a number of \(text.utf8.count) characters"
        case .text where text.isEmpty: return "empty text"
        case .text where !isToken: return "a text of \(text.count) characters"
        // A number in quotes looks like a number until one is told of the quotes.
        case .text: return Self.resolve(text) == .text ? "the text `\(text)`" : "the quoted text `\(text)`"
        }
    }
}
