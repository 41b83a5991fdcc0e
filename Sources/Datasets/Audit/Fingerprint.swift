internal import Arithmetic

/// Sixty-four bits twice of a row's features and label: two different rows share them with a chance of 2^-128 a pair.
struct Fingerprint: Hashable {
    var high: UInt64
    var low: UInt64

    /// Takes a value's bits.
    mutating func fold(_ bits: UInt64) {
        high = Self.mixed(high ^ bits)
        low = Self.mixed(low &+ bits &+ 0x9E37_79B9_7F4A_7C15)
    }

    private static func mixed(_ bits: UInt64) -> UInt64 {
        var random = SplitMix64(seed: bits)
        return random.next()
    }
}
