/// Texts in Unicode's normalization form C, so that a letter with its accent is the same text however it was typed.
///
/// The standard library compares texts as if they were normalized, and has no public way to write them so. Tables are those of
/// Unicode 14, in which later versions may change nothing; combining classes are the standard library's.
///
/// Source: Unicode Standard Annex #15, "Unicode normalization forms", and section 3.12 of the standard for Hangul.
enum CanonicalForm {
    /// What a scalar is made of: one or two others.
    private static let parts: [UInt32: (first: UInt32, second: UInt32?)] = {
        var parts: [UInt32: (first: UInt32, second: UInt32?)] = [:]
        for (first, second, composed) in entries(of: pairs) { parts[composed] = (first, second) }
        for text in [singles, ideographs] {
            for entry in text.split(whereSeparator: \.isWhitespace) {
                let numbers = entry.split { $0 == "=" || $0 == "+" }.compactMap { UInt32($0, radix: 16) }
                parts[numbers[0]] = (numbers[1], numbers.count > 2 ? numbers[2] : nil)
            }
        }
        return parts
    }()

    /// What two scalars become, by the first in the upper half and the second in the lower.
    private static let composites: [UInt64: UInt32] = {
        var composites: [UInt64: UInt32] = [:]
        for (first, second, composed) in entries(of: pairs) { composites[key(first, second)] = composed }
        return composites
    }()

    /// Scalars that may compose with one before them.
    private static let seconds = Set(entries(of: pairs).map(\.second))

    private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
        UInt64(first) << 32 | UInt64(second)
    }

    private static func entries(of table: String) -> [(first: UInt32, second: UInt32, composed: UInt32)] {
        var entries: [(first: UInt32, second: UInt32, composed: UInt32)] = []
        var second: UInt32 = 0
        for entry in table.split(whereSeparator: \.isWhitespace) {
            let numbers = entry.split { $0 == "=" || $0 == "+" }.compactMap { UInt32($0, radix: 16) }
            if numbers.count == 1 {
                second = numbers[0]
            } else {
                entries.append((numbers[0], second, numbers[1]))
            }
        }
        return entries
    }

    /// A text in form C.
    ///
    /// - Complexity: O(scalars), and O(marks log marks) of a letter.
    static func composed(_ text: String) -> String {
        // Nothing under U+0300 composes with what is before it.
        if text.utf8.allSatisfy({ $0 < 0xCC }) || text.unicodeScalars.allSatisfy(isSettled) { return text }
        var scalars: [UInt32] = []
        for scalar in text.unicodeScalars { take(scalar.value, into: &scalars) }
        order(&scalars)
        compose(&scalars)
        var composed = String.UnicodeScalarView()
        for value in scalars { if let scalar = Unicode.Scalar(value) { composed.append(scalar) } }
        return String(composed)
    }

    /// Whether a scalar is in form C whatever is before it.
    private static func isSettled(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        if value < 0x300 || (0x4E00..<0xA000).contains(value) || (0xAC00...0xD7A3).contains(value) {
            return true
        }
        if seconds.contains(value) || (0x1161...0x11C2).contains(value) || order(of: value) > 0 {
            return false
        }
        guard let parts = parts[value] else { return true }
        return composites[key(parts.first, parts.second ?? 0)] == value
    }

    private static func order(of value: UInt32) -> UInt8 {
        value < 0x300 ? 0 : Unicode.Scalar(value)?.properties.canonicalCombiningClass.rawValue ?? 0
    }

    /// Adds a scalar, or what it is made of.
    private static func take(_ value: UInt32, into scalars: inout [UInt32]) {
        if (0xAC00...0xD7A3).contains(value) {
            let index = value - 0xAC00
            scalars += [0x1100 + index / 588, 0x1161 + index % 588 / 28]
            if index % 28 > 0 { scalars.append(0x11A7 + index % 28) }
        } else if value >= 0xC0, let parts = parts[value] {
            take(parts.first, into: &scalars)
            if let second = parts.second { take(second, into: &scalars) }
        } else {
            scalars.append(value)
        }
    }

    /// Orders the marks of each letter by their classes; those of one class stay in their order.
    private static func order(_ scalars: inout [UInt32]) {
        var start = 0
        while start < scalars.count {
            var end = start
            while end < scalars.count, order(of: scalars[end]) > 0 { end += 1 }
            if end > start + 1 {
                let marks = scalars[start..<end].enumerated().map { ($1, order(of: $1), $0) }
                    .sorted { ($0.1, $0.2) < ($1.1, $1.2) }
                for (place, mark) in marks.enumerated() { scalars[start + place] = mark.0 }
            }
            start = max(end, start + 1)
        }
    }

    private static func compose(_ scalars: inout [UInt32]) {
        var kept: [UInt32] = []
        kept.reserveCapacity(scalars.count)
        // Where the letter is that marks may join, and the class of the mark that was kept last after it.
        var (letter, last): (Int?, UInt8) = (nil, 0)
        for value in scalars {
            let order = order(of: value)
            let isNext = letter.map { $0 == kept.count - 1 } ?? false
            if let place = letter, isNext || last < order, let joined = joined(kept[place], value) {
                kept[place] = joined
                continue
            }
            if order == 0 { letter = kept.count }
            last = order
            kept.append(value)
        }
        scalars = kept
    }

    private static func joined(_ first: UInt32, _ second: UInt32) -> UInt32? {
        if (0x1100...0x1112).contains(first), (0x1161...0x1175).contains(second) {
            return 0xAC00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
        }
        if (0xAC00...0xD7A3).contains(first), (first - 0xAC00) % 28 == 0, (0x11A8...0x11C2).contains(second) {
            return first + second - 0x11A7
        }
        return composites[key(first, second)]
    }
}
