/// The rules of `tracestate`, which is carried along and never read.
///
/// Source: W3C Trace Context, level 1, section 3.3.
enum TraceState {
    /// Characters that are carried; longer ones are dropped as a whole.
    static let lengthLimit = 512
    private static let memberLimit = 32

    /// Whether a list of members is one that may be carried on.
    static func isValid(_ text: String) -> Bool {
        guard text.utf8.count <= lengthLimit else { return false }
        var keys: Set<Substring> = []
        var members = 0
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let member = part.drop { $0 == " " || $0 == "\t" }
            if member.allSatisfy({ $0 == " " || $0 == "\t" }) { continue }
            guard let sign = member.firstIndex(of: "=") else { return false }
            let key = member[..<sign]
            var value = member[member.index(after: sign)...]
            while let last = value.last, last == " " || last == "\t" { value.removeLast() }
            members += 1
            guard members <= memberLimit, isKey(key), isValue(value), keys.insert(key).inserted else {
                return false
            }
        }
        return members > 0
    }

    private static func isKey(_ key: Substring) -> Bool {
        let parts = key.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        func isName(_ name: Substring, limit: Int, mayBeginWithDigit: Bool) -> Bool {
            guard let first = name.utf8.first, name.utf8.count <= limit else { return false }
            let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
            let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
            guard isLetter || isDigit && mayBeginWithDigit else { return false }
            return name.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "_-*/".utf8.contains(byte)
            }
        }
        if parts.count == 1 { return isName(key, limit: 256, mayBeginWithDigit: false) }
        return isName(parts[0], limit: 241, mayBeginWithDigit: true)
            && isName(parts[1], limit: 14, mayBeginWithDigit: false)
    }

    private static func isValue(_ value: Substring) -> Bool {
        (1...256).contains(value.utf8.count)
            && value.utf8.allSatisfy {
                (0x20...0x7E).contains($0) && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "=")
            }
    }
}
