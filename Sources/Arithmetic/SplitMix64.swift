/// A small seeded generator: the same seed gives the same numbers on every machine.
///
/// Loops over millions of rows draw from it, hence it can be compiled into other rooms.
/// Source: G. L. Steele, D. Lea, C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
public struct SplitMix64: Sendable {
    @usableFromInline var state: UInt64

    /// Starts at a seed; any is good.
    @inlinable public init(seed: UInt64) { state = seed }

    /// The generator of one of many independent streams.
    @inlinable public init(seed: UInt64, stream: UInt64) {
        var outer = SplitMix64(seed: seed)
        var inner = SplitMix64(seed: outer.next() ^ stream)
        state = inner.next()
    }

    /// The next 64 random bits.
    @inlinable public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in 0..<bound; its bias is below bound / 2^64.
    @inlinable public mutating func next(below bound: UInt64) -> Int {
        Int(next().multipliedFullWidth(by: bound).high)
    }
}
