/// The scripts of letters that are told apart, by the blocks of Unicode that they lie in.
public enum TextScript: String, CaseIterable, Sendable {
    /// Latin.
    case latin
    /// Greek.
    case greek
    /// Cyrillic.
    case cyrillic
    /// Armenian.
    case armenian
    /// Hebrew.
    case hebrew
    /// Arabic.
    case arabic
    /// Devanagari.
    case devanagari
    /// Bengali.
    case bengali
    /// Gurmukhi.
    case gurmukhi
    /// Gujarati.
    case gujarati
    /// Oriya.
    case oriya
    /// Tamil.
    case tamil
    /// Telugu.
    case telugu
    /// Kannada.
    case kannada
    /// Malayalam.
    case malayalam
    /// Sinhala.
    case sinhala
    /// Thai.
    case thai
    /// Lao.
    case lao
    /// Tibetan.
    case tibetan
    /// Myanmar.
    case myanmar
    /// Georgian.
    case georgian
    /// Hangul.
    case hangul
    /// Ethiopic.
    case ethiopic
    /// Khmer.
    case khmer
    /// Mongolian.
    case mongolian
    /// Hiragana.
    case hiragana
    /// Katakana.
    case katakana
    /// Han.
    case han
    /// Letters of other blocks.
    case other

    /// Where blocks begin, and of what script they are; ascending.
    private static let blocks: [(first: UInt32, script: TextScript)] = [
        (0, .latin), (0x250, .other), (0x370, .greek), (0x400, .cyrillic), (0x530, .armenian),
        (0x590, .hebrew), (0x600, .arabic), (0x700, .other), (0x750, .arabic), (0x780, .other),
        (0x8A0, .arabic), (0x900, .devanagari), (0x980, .bengali), (0xA00, .gurmukhi), (0xA80, .gujarati),
        (0xB00, .oriya), (0xB80, .tamil), (0xC00, .telugu), (0xC80, .kannada), (0xD00, .malayalam),
        (0xD80, .sinhala), (0xE00, .thai), (0xE80, .lao), (0xF00, .tibetan), (0x1000, .myanmar),
        (0x10A0, .georgian), (0x1100, .hangul), (0x1200, .ethiopic), (0x13A0, .other), (0x1780, .khmer),
        (0x1800, .mongolian), (0x18B0, .other), (0x1C80, .cyrillic), (0x1C90, .georgian), (0x1CC0, .other),
        (0x1E00, .latin), (0x1F00, .greek), (0x2000, .other), (0x2C60, .latin), (0x2C80, .other),
        (0x2D00, .georgian), (0x2D30, .other), (0x2DE0, .cyrillic), (0x2E00, .other), (0x2E80, .han),
        (0x3040, .hiragana), (0x30A0, .katakana), (0x3100, .other), (0x3130, .hangul), (0x3190, .other),
        (0x31F0, .katakana), (0x3200, .other), (0x3400, .han), (0x4DC0, .other), (0x4E00, .han),
        (0xA000, .other), (0xA640, .cyrillic), (0xA6A0, .other), (0xA720, .latin), (0xA800, .other),
        (0xA960, .hangul), (0xA980, .other), (0xAC00, .hangul), (0xD800, .other), (0xF900, .han),
        (0xFB00, .latin), (0xFB13, .armenian), (0xFB1D, .hebrew), (0xFB50, .arabic), (0xFE00, .other),
        (0xFE70, .arabic), (0xFF00, .latin), (0xFF66, .katakana), (0xFFA0, .hangul), (0xFFE0, .other),
        (0x20000, .han), (0x32400, .other),
    ]

    /// The script of a letter; nil of what is none.
    ///
    /// - Complexity: O(log blocks).
    public init?(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            guard ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) else { return nil }
            self = .latin
            return
        }
        guard scalar.properties.isAlphabetic else { return nil }
        let blocks = Self.blocks
        var (low, high) = (0, blocks.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if blocks[middle].first <= scalar.value { low = middle } else { high = middle }
        }
        self = blocks[low].script
    }
}
