/// Help for misspelt names.
enum Spelling {
    /// The remedy for a name that is not known: the nearest, and all there are, in their given order.
    static func remedy(for word: String, among known: [String]) -> String {
        guard let nearest = nearest(to: word, among: known) else { return "remove it; there is none to name" }
        return "write `\(nearest)` if that was meant; there are \(known.joined(separator: ", "))"
    }

    /// The known word with the least edit distance, the first of equals; nil when none is known.
    static func nearest(to word: String, among known: [String]) -> String? {
        known.min { distance(word, $0) < distance(word, $1) }
    }

    /// The shape of a text that may be personal: digits as 9, letters as a, cut after 40 characters.
    static func shape(of text: String) -> String {
        let cut = text.prefix(40)
        let shape = cut.map { $0.isNumber ? "9" : $0.isLetter ? "a" : $0.isASCII ? $0 : "?" }
        return String(shape) + (cut.endIndex < text.endIndex ? "…" : "")
    }

    /// Levenshtein's edit distance, by characters, in O(left x right).
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var previous = Array(0...right.count)
        for (row, character) in left.enumerated() {
            var current = [row + 1]
            for column in right.indices {
                let replaced = previous[column] + (right[column] == character ? 0 : 1)
                current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
            }
            previous = current
        }
        return previous[right.count]
    }
}
