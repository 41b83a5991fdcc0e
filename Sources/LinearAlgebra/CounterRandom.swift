/// Random numbers that depend on a seed, a stream's name and a counter alone: the same on every machine,
/// and independent from stream to stream.
///
/// Philox4x32-10. Source: J. Salmon, M. Moraes, R. Dror and D. Shaw, "Parallel Random Numbers: As Easy as
/// 1, 2, 3" (2011). The key is the seed; the counter is 64 bits of position under 64 bits of FNV-1a of the name.
public struct CounterRandom: RandomNumberGenerator, Sendable {
    private let key: SIMD2<UInt32>
    private let stream: UInt64
    private var position: UInt64 = 0
    private var spare: UInt64?

    /// Creates the stream of that name.
    public init(seed: UInt64, stream: String) {
        key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32))
        self.stream = stream.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    /// The part of this stream that belongs to one of many things, such as one lead: 2^33 numbers of its own,
    /// whatever was drawn from the stream or from other parts.
    ///
    /// - Parameter index: the number of the thing.
    /// - Complexity: O(1).
    public func substream(_ index: UInt32) -> CounterRandom {
        var part = self
        part.position = UInt64(index) << 32
        part.spare = nil
        return part
    }

    /// The next 64 random bits.
    public mutating func next() -> UInt64 {
        if let spare {
            self.spare = nil
            return spare
        }
        let block = Self.philox(
            counter: SIMD4(
                UInt32(truncatingIfNeeded: position), UInt32(truncatingIfNeeded: position >> 32),
                UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32)),
            key: key)
        position += 1
        spare = UInt64(block.w) << 32 | UInt64(block.z)
        return UInt64(block.y) << 32 | UInt64(block.x)
    }

    /// The next number in 0..<1, a multiple of 2^-53.
    public mutating func nextUniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Ten rounds of Philox4x32.
    ///
    /// - Parameters: counter and key, the words as in Random123.
    static func philox(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
        var counter = counter
        var key = key
        for round in 0..<10 {
            if round > 0 { key &+= SIMD2(0x9E37_79B9, 0xBB67_AE85) }
            let first = counter.x.multipliedFullWidth(by: 0xD251_1F53)
            let second = counter.z.multipliedFullWidth(by: 0xCD9E_8D57)
            counter = SIMD4(
                second.high ^ counter.y ^ key.x, second.low, first.high ^ counter.w ^ key.y, first.low)
        }
        return counter
    }
}
