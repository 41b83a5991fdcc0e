/// How a text becomes grams: its words and runs of words, or runs of characters within its words.
///
/// Words are runs of two or more letters, marks, numbers and underscores, whatever the script. Characters are Unicode scalars of
/// what lies between white space, with a space at either end, so that beginnings and ends of words show (`char_wb` of
/// scikit-learn). A word shorter than a run is taken whole, once.
public struct TextAnalyzer: Codable, Equatable, Sendable {
    /// What grams are made of.
    public var unit: Unit
    /// Words or characters a gram, at least; above 0.
    public var shortest: Int
    /// Words or characters a gram, at most.
    public var longest: Int
    /// Whether texts are brought to lower case first.
    public var isLowercased: Bool

    /// What grams are made of.
    public enum Unit: String, Codable, CaseIterable, Sendable {
        /// Words.
        case words
        /// Characters within words.
        case characters
    }

    /// The longest gram there can be.
    public static let longestGram = 16

    /// Creates an analyzer; who takes it up checks it.
    public init(unit: Unit = .words, shortest: Int = 1, longest: Int = 1, isLowercased: Bool = true) {
        self.unit = unit
        self.shortest = shortest
        self.longest = longest
        self.isLowercased = isLowercased
    }

    /// Whether the lengths are a range.
    public var isUsable: Bool { shortest > 0 && shortest <= longest && longest <= Self.longestGram }

    /// The grams of a text, in the order in which they begin, shorter ones of words first.
    ///
    /// - Complexity: O(length of the text * lengths of grams).
    public func grams(of text: String) -> TextGrams {
        let text = isLowercased ? text.lowercased() : text
        switch unit {
        case .words: return words(of: text)
        case .characters: return characters(of: text)
        }
    }

    private func words(of text: String) -> TextGrams {
        var grams = TextGrams()
        var words: [Range<Int>] = []
        var (start, scalars) = (0, 0)
        func end() {
            // One character alone says nothing; what it wrote is taken back.
            if scalars >= 2 {
                words.append(start..<grams.bytes.count)
                grams.bytes.append(UInt8(ascii: " "))
            } else {
                grams.bytes.removeLast(grams.bytes.count - start)
            }
            start = grams.bytes.count
            scalars = 0
        }
        for scalar in text.unicodeScalars {
            if scalar.isOfWord {
                grams.append(scalar)
                scalars += 1
            } else if scalars > 0 {
                end()
            }
        }
        if scalars > 0 { end() }
        for length in shortest...longest where length <= words.count {
            for first in 0...(words.count - length) {
                grams.ranges.append(words[first].lowerBound..<words[first + length - 1].upperBound)
            }
        }
        return grams
    }

    private func characters(of text: String) -> TextGrams {
        var grams = TextGrams()
        // Where each scalar of the word begins, and where the last one ends.
        var places: [Int] = []
        func begin() {
            places = [grams.bytes.count]
            grams.bytes.append(UInt8(ascii: " "))
        }
        func end() {
            places.append(grams.bytes.count)
            grams.bytes.append(UInt8(ascii: " "))
            places.append(grams.bytes.count)
            let count = places.count - 1
            for length in shortest...longest {
                for first in 0...max(0, count - length) {
                    grams.ranges.append(places[first]..<places[min(first + length, count)])
                }
                if count <= length { break }
            }
            places = []
        }
        for scalar in text.unicodeScalars {
            if scalar.isOfSpace {
                if !places.isEmpty { end() }
            } else {
                if places.isEmpty { begin() }
                places.append(grams.bytes.count)
                grams.append(scalar)
            }
        }
        if !places.isEmpty { end() }
        return grams
    }
}

extension Unicode.Scalar {
    /// Letters, marks, numbers and underscores.
    fileprivate var isOfWord: Bool {
        if isASCII {
            switch self {
            case "a"..."z", "A"..."Z", "0"..."9", "_": return true
            default: return false
            }
        }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark,
            .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
            return true
        default: return properties.numericType != nil
        }
    }

    /// White space, and the separators of ASCII.
    fileprivate var isOfSpace: Bool {
        isASCII
            ? value == 32 || (9...13).contains(value) || (28...31).contains(value) : properties.isWhitespace
    }
}
