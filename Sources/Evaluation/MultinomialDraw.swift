internal import Arithmetic

/// Draws as many things as there are, with replacement: how often each is drawn.
///
/// The counts are multinomial, exactly. They are drawn one by one as Poisson counts of a mean a little below 1, anew in
/// the rare case of too many in all, and what is missing then is drawn at random: Poisson counts are multinomial given
/// their sum. It takes a byte of randomness and no random access for nearly all things.
/// Source: L. Devroye, "Non-uniform random variate generation", 1986, chapter XI.1.4, for counts given their sum.
struct MultinomialDraw: Sendable {
    private let count: Int
    /// The chance of at most k, 2^64 being 1; empty when things are drawn one at a time.
    private let bounds: [UInt64]
    /// The highest bytes of the first bounds, each eight times: a byte above so many of them is that count.
    ///
    /// Of the fifth it is the highest there is.
    private let edges: InlineArray<5, SIMD8<UInt8>>

    /// Prepares draws of so many things.
    init(count: Int) {
        self.count = count
        bounds = PoissonBounds.mean(of: count).map { PoissonBounds.make(mean: $0, count: 24) } ?? []
        // With means from 0.84 to 1 the fifth bound's highest byte is the highest there is, which nothing is above. It is
        // kept with the others all the same: beside a constant the compiler compares byte by byte.
        let bytes = bounds.prefix(5).map { UInt8($0 >> 56) }
        edges = InlineArray { bytes.isEmpty ? .zero : SIMD8(repeating: bytes[$0]) }
    }

    /// Writes how often each thing is drawn.
    ///
    /// - Parameter weights: (count); what it holds is overwritten.
    /// - Complexity: O(count).
    func draw(into weights: inout [UInt8], with generator: inout SplitMix64) {
        precondition(weights.count == count)
        var left = count
        if bounds.isEmpty {
            for index in weights.indices { weights[index] = 0 }
        } else {
            repeat { left = count - drawPoisson(into: &weights, with: &generator) } while left < 0
        }
        for _ in 0..<left { weights[generator.next(below: UInt64(count))] += 1 }
    }

    private func drawPoisson(into weights: inout [UInt8], with generator: inout SplitMix64) -> Int {
        var span = weights.mutableSpan
        var places = unsafe span.mutableBytes
        var sum = 0
        var place = 0
        while place &+ 8 <= count {
            let drawn = eight(with: &generator, upTo: 8)
            places.storeBytes(of: drawn.littleEndian, toByteOffset: place, as: UInt64.self)
            sum &+= Int((drawn &* Self.eachByte) >> 56)
            place &+= 8
        }
        guard place < count else { return sum }
        var drawn = eight(with: &generator, upTo: count - place)
        while place < count {
            places.storeBytes(of: UInt8(truncatingIfNeeded: drawn), toByteOffset: place, as: UInt8.self)
            sum &+= Int(drawn & 0xFF)
            drawn >>= 8
            place &+= 1
        }
        return sum
    }

    /// A one in each byte: a product with it has in each byte the sum of those up to it.
    static let eachByte: UInt64 = 0x0101_0101_0101_0101

    /// Eight counts, a byte each from the lowest up, of which the first so many are settled.
    private func eight(with generator: inout SplitMix64, upTo lanes: Int) -> UInt64 {
        let word = generator.next()
        let bytes = unsafe unsafeBitCast(word, to: SIMD8<UInt8>.self)
        var counts = SIMD8<UInt8>.zero
        var open = SIMD8<UInt8>.zero
        for index in 0..<5 {
            counts &+= SIMD8<UInt8>.zero.replacing(with: 1, where: bytes .> edges[index])
            open |= SIMD8<UInt8>.zero.replacing(with: 1, where: bytes .== edges[index])
        }
        var drawn = unsafe unsafeBitCast(counts, to: UInt64.self)
        // What a bound's highest byte leaves open, further bits settle.
        var left = unsafe unsafeBitCast(open, to: UInt64.self)
        while left != 0 {
            let shift = UInt64(left.trailingZeroBitCount)
            if shift >= 8 * UInt64(lanes) { break }
            let number = (word >> shift & 0xFF) << 56 | generator.next() >> 8
            drawn = drawn & ~(0xFF << shift) | UInt64(Self.index(of: number, in: bounds)) << shift
            left &= left &- 1
        }
        return drawn
    }

    /// The least k whose bound is above the number.
    private static func index(of number: UInt64, in bounds: [UInt64]) -> Int {
        bounds.firstIndex { number < $0 } ?? bounds.count
    }
}
