/// Reads the plain parts of JSON texts byte after byte.
///
/// It knows less than JSON: whatever it does not know it leaves to `JSONDocument`, and so do its callers when they get nil. What
/// it reads, `JSONDocument` would read alike.
struct JSONScanner {
    /// The index of the next byte.
    private(set) var place = 0

    /// Whether only white space is left.
    mutating func isAtEnd(of text: Span<UInt8>) -> Bool {
        skipSpace(in: text)
        return place == text.count
    }

    /// The next byte that is not white space; 0 at the end.
    @inline(__always)
    mutating func peek(in text: Span<UInt8>) -> UInt8 {
        skipSpace(in: text)
        return place < text.count ? text[place] : 0
    }

    /// Takes the next byte that is not white space if it is this one.
    @inline(__always)
    mutating func take(_ byte: UInt8, in text: Span<UInt8>) -> Bool {
        if peek(in: text) != byte { return false }
        place += 1
        return true
    }

    /// Takes a word of that many bytes if it comes next.
    mutating func take(_ word: ShortWord, count: Int, in text: Span<UInt8>) -> Bool {
        skipSpace(in: text)
        guard text.count - place >= count, ShortWord(place..<place + count, of: text) == word else {
            return false
        }
        place += count
        return true
    }

    /// The bytes of a string without escapes in ASCII; nil for any other.
    mutating func string(in text: Span<UInt8>) -> Range<Int>? {
        guard take(UInt8(ascii: "\""), in: text) else { return nil }
        let start = place
        while place < text.count {
            let byte = text[place]
            if byte == UInt8(ascii: "\"") {
                place += 1
                return start..<place - 1
            }
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") else { return nil }
            place += 1
        }
        return nil
    }

    /// A number; nil for one that is malformed, too large or too long, and for those that `DecimalNumber` does not know.
    ///
    /// - Complexity: O(digits), eight at a time.
    @inline(__always)
    mutating func number(in text: Span<UInt8>) -> JSONNumber? {
        let isNegative = take(UInt8(ascii: "-"), in: text)
        // All that changes with every digit is local, to stay in registers.
        let first = place
        var index = first
        var value: UInt64 = 0
        Self.digits(&value, &index, in: text)
        // No index is near a limit of its type, here and below.
        var count = index &- first
        guard count > 0, count == 1 || text[first] != UInt8(ascii: "0") else { return nil }
        var isWhole = true
        var exponent = 0
        if index < text.count, text[index] == UInt8(ascii: ".") {
            isWhole = false
            index &+= 1
            let point = index
            Self.fraction(&value, &index, in: text)
            guard index > point else { return nil }
            exponent = point &- index
            count &+= index &- point
        }
        place = index
        if count > 19 {
            guard !isWhole, count &- leadingZeros(from: first, in: text) <= 19 else { return nil }
        }
        if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            place += 1
            guard let power = power(in: text) else { return nil }
            exponent += power
        }
        let decimal = DecimalNumber(digits: value, exponent: exponent, isNegative: isNegative)
        if isWhole { return Self.whole(decimal) }
        return decimal.nearest.map { .double($0) }
    }

    /// Of up to 19 digits, which fit.
    private static func whole(_ decimal: DecimalNumber) -> JSONNumber? {
        guard let value = Int64(exactly: decimal.digits) else {
            return decimal.isNegative ? nil : .unsigned(decimal.digits)
        }
        return .integer(decimal.isNegative ? -value : value)
    }

    /// Appends the digits that come next; more than 19 of them overflow.
    @inline(__always)
    private static func digits(_ value: inout UInt64, _ index: inout Int, in text: Span<UInt8>) {
        while index < text.count {
            let digit = text[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return }
            value = value &* 10 &+ UInt64(digit)
            index &+= 1
        }
    }

    /// The same for digits after a point, of which there are many.
    @inline(__always)
    private static func fraction(_ value: inout UInt64, _ index: inout Int, in text: Span<UInt8>) {
        while let word = DigitWord(text, at: index) {
            value = value &* 100_000_000 &+ word.value
            index &+= 8
        }
        digits(&value, &index, in: text)
    }

    private func leadingZeros(from first: Int, in text: Span<UInt8>) -> Int {
        var zeros = 0
        var index = first
        while index < place, text[index] == UInt8(ascii: "0") || text[index] == UInt8(ascii: ".") {
            if text[index] == UInt8(ascii: "0") { zeros += 1 }
            index += 1
        }
        return zeros
    }

    /// A signed exponent of up to three digits.
    private mutating func power(in text: Span<UInt8>) -> Int? {
        var isNegative = false
        if place < text.count, text[place] == UInt8(ascii: "-") || text[place] == UInt8(ascii: "+") {
            isNegative = text[place] == UInt8(ascii: "-")
            place += 1
        }
        let first = place
        var power = 0
        while place < text.count, place - first < 4 {
            let digit = text[place] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            power = power * 10 + Int(digit)
            place += 1
        }
        guard place > first, place - first < 4 else { return nil }
        return isNegative ? -power : power
    }

    @inline(__always)
    private mutating func skipSpace(in text: Span<UInt8>) {
        if place < text.count, text[place] > UInt8(ascii: " ") { return }
        skipSpaces(in: text)
    }

    private mutating func skipSpaces(in text: Span<UInt8>) {
        while place < text.count {
            switch text[place] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): place += 1
            default: return
            }
        }
    }
}
