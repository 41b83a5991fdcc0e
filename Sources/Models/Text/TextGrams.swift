/// The grams of a text.
public struct TextGrams: Equatable, Sendable {
    /// What grams lie in, UTF-8.
    public internal(set) var bytes: [UInt8] = []
    /// Where each gram lies; grams may overlap.
    public internal(set) var ranges: [Range<Int>] = []

    init() {}

    /// The grams as texts.
    public var texts: [String] { ranges.map { String(decoding: bytes[$0], as: UTF8.self) } }

    mutating func append(_ scalar: Unicode.Scalar) {
        if scalar.isASCII {
            bytes.append(UInt8(truncatingIfNeeded: scalar.value))
        } else {
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
    }
}
