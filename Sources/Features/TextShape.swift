/// What a text looks like, for errors that must not quote it.
enum TextShape {
    /// The shape of a text that may be personal: digits as 9, letters as a, cut after 40 characters.
    static func of(_ text: String) -> String {
        let cut = text.prefix(40)
        let characters = cut.map { $0.isNumber ? "9" : $0.isLetter ? "a" : $0.isASCII ? $0 : "?" }
        return String(characters) + (cut.endIndex < text.endIndex ? "…" : "")
    }
}
