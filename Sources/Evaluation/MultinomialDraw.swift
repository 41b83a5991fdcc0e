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
    /// The count that the highest byte of a number settles, or `unsettled`.
    private let countOfByte: [UInt8]

    private static let unsettled: UInt8 = .max
    private static let smallest = 1024

    /// Prepares draws of so many things.
    init(count: Int) {
        self.count = count
        guard count >= Self.smallest else {
            bounds = []
            countOfByte = []
            return
        }
        // Five standard deviations below, the sum exceeds the count once in millions of draws.
        let bounds = Self.poissonBounds(mean: 1 - 5 / Double(count).squareRoot())
        self.bounds = bounds
        countOfByte = (0..<256).map { byte in
            let least = UInt64(byte) << 56
            let low = Self.index(of: least, in: bounds)
            return low == Self.index(of: least | (.max >> 8), in: bounds) ? UInt8(low) : Self.unsettled
        }
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
        let table = countOfByte.span
        var places = weights.mutableSpan
        var sum = 0
        var place = 0
        while place < places.count {
            var word = generator.next()
            let end = min(place + 8, places.count)
            while place < end {
                let byte = word & 0xFF
                word >>= 8
                var drawn = table[Int(byte)]
                if drawn == Self.unsettled {
                    drawn = UInt8(Self.index(of: byte << 56 | generator.next() >> 8, in: bounds))
                }
                places[place] = drawn
                sum += Int(drawn)
                place += 1
            }
        }
        return sum
    }

    /// The least k whose bound is above the number.
    private static func index(of number: UInt64, in bounds: [UInt64]) -> Int {
        bounds.firstIndex { number < $0 } ?? bounds.count
    }

    /// In sums and products only, so that every machine has the same bits.
    private static func poissonBounds(mean: Double) -> [UInt64] {
        // e^-mean by its series, whose terms fall from the first on.
        var chance = 1.0
        var term = 1.0
        for order in 1..<40 {
            term *= -mean / Double(order)
            chance += term
        }
        var bounds: [UInt64] = []
        var total = 0.0
        while bounds.count < 24 {
            total += chance
            bounds.append(total < 1 ? UInt64(total * 0x1p64) : .max)
            chance *= mean / Double(bounds.count)
        }
        return bounds
    }
}
