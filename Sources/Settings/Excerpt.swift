/// Parts of a settings text as they may appear in an error.
enum Excerpt {
    /// A name in full if it is a short token, else its beginning.
    static func token(_ name: String) -> String {
        let printable = String(
            String.UnicodeScalarView(name.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        return printable.count <= 48 ? printable : printable.prefix(47) + "…"
    }
}
