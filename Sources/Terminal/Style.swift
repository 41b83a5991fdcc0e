/// A style of type.
///
/// Source: ECMA-48, Select Graphic Rendition.
enum Style: Int {
    case bold = 1
    case red = 31
    case yellow = 33

    func applied(to text: String, if isWanted: Bool) -> String {
        isWanted ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
