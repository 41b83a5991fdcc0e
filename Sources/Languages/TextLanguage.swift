internal import CCLD2

/// The language that a text is written in.
///
/// By CLD2 (Compact Language Detector 2), which judges by groups of four letters, and by single ones in scripts of many. Nothing is
/// learned and nothing kept: the same text has the same language, on any thread.
public enum TextLanguage {
    /// Of a text, so many characters (Unicode scalars) are looked at.
    public static let longestText = 65_536

    /// Codes that CLD2 writes and the registry of BCP 47 has replaced.
    private static let newer = ["iw": "he", "jw": "jv", "in": "id", "ji": "yi", "mo": "ro", "no": "nb"]

    /// The BCP 47 code, such as `en` or `zh-Hant`; nil where the text is too short, of several languages or of none that is known.
    ///
    /// - Complexity: O(length), of up to 65,536 characters.
    public static func code(of text: String) -> String? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars.prefix(longestText) {
            if let encoded = UTF8.encode(isText(scalar) ? scalar : " ") { bytes += encoded }
        }
        let count = bytes.count
        // Whoever looks ahead finds the end.
        bytes += [UInt8](repeating: 0, count: 64)
        let found = unsafe bytes.withUnsafeBufferPointer { bytes -> String? in
            guard let start = bytes.baseAddress, let code = unsafe leadline_language(start, count) else {
                return nil
            }
            return unsafe String(cString: code)
        }
        guard let found, isCode(found) else { return nil }
        return newer[found] ?? found
    }

    /// Whether CLD2 takes a character: no control character, and none that is reserved for no use.
    private static func isText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .unassigned, .privateUse, .surrogate: false
        default: true
        }
    }

    /// Whether it is a language's code, and not one for a script of unknown language (`xx-Goth`), for none (`un`) or for a joke (`zzp`).
    private static func isCode(_ code: String) -> Bool {
        guard let language = code.split(separator: "-").first else { return false }
        return (2...3).contains(language.count) && !["xx", "un", "ut"].contains(language)
            && !language.hasPrefix("zz")
    }
}
