/// The numbers of texts seen lately in one vector of DuckDB's, by the 16 bytes that stand for a text there.
///
/// These are the length and either the text itself or its first bytes and where it lies: in one vector, equal ones
/// are equal texts. Most columns have few texts, whose bytes need not be looked at again then.
struct RecentTexts {
    private var words = [SIMD2<UInt64>](repeating: .zero, count: count)
    private var codes = [Int32](repeating: -1, count: count)

    /// A power of two.
    private static let count = 256

    /// Forgets all: the next vector may have other texts in the same places.
    mutating func removeAll() {
        for place in codes.indices { codes[place] = -1 }
    }

    /// The number of a text; nil where it was not seen, or another took its place.
    subscript(text: SIMD2<UInt64>) -> Int32? {
        get {
            let place = Self.place(text)
            return words[place] == text && codes[place] >= 0 ? codes[place] : nil
        }
        set {
            let place = Self.place(text)
            words[place] = text
            codes[place] = newValue ?? -1
        }
    }

    private static func place(_ text: SIMD2<UInt64>) -> Int {
        let mixed = (text.x ^ (text.y << 7 | text.y >> 57)) &* 0x9E37_79B9_7F4A_7C15
        return Int(mixed >> 56)
    }
}
