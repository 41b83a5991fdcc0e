/// A name of a file or column, taken apart into lower-case words.
struct Name: Equatable {
    /// `leadCreated_at` gives `lead`, `created`, `at`.
    let words: [String]

    /// Splits at everything that is no letter or digit, and where a capital follows a small letter.
    init(_ text: String) {
        var words = [""]
        var isAfterSmall = false
        for character in text {
            guard character.isLetter || character.isNumber else {
                words.append("")
                isAfterSmall = false
                continue
            }
            if character.isUppercase, isAfterSmall { words.append("") }
            isAfterSmall = !character.isUppercase
            words[words.count - 1] += character.lowercased()
        }
        self.words = words.filter { !$0.isEmpty }
    }

    /// Whether a word is one of these.
    func has(_ others: Set<String>) -> Bool { words.contains { others.contains($0) } }

    /// The words that are among these, in order.
    func shared(_ others: Set<String>) -> [String] { words.filter { others.contains($0) } }

    /// The words with the last one in the singular, joined by `_`: `sales_activities` gives `sales_activity`.
    var singular: String {
        guard let last = words.last else { return "" }
        let stem =
            if last.hasSuffix("ies"), last.count > 4 {
                String(last.dropLast(3)) + "y"
            } else if ["sses", "xes", "ches", "shes"].contains(where: last.hasSuffix) {
                String(last.dropLast(2))
            } else if last.hasSuffix("s"), !last.hasSuffix("ss"), !last.hasSuffix("us"), last.count > 3 {
                String(last.dropLast())
            } else {
                last
            }
        return (words.dropLast() + [stem]).joined(separator: "_")
    }

    /// The entity that a key column names: `account_id` gives `account`, a plain `id` gives nil.
    var keyed: String? {
        guard let last = words.last, Self.keyWords.contains(last) else { return nil }
        let rest = words.dropLast().joined(separator: "_")
        return rest.isEmpty ? nil : rest
    }

    /// Whether the name ends like a key: `id`, `key`, `uuid`, `guid`.
    var isKey: Bool { words.last.map { Self.keyWords.contains($0) } ?? false }

    /// The words joined by `-`, as model and feature names are written.
    var slug: String {
        let plain = words.map { word in String(word.filter { $0.isASCII }) }.filter { !$0.isEmpty }
        return plain.joined(separator: "-")
    }

    private static let keyWords: Set<String> = ["id", "key", "uuid", "guid"]
}
