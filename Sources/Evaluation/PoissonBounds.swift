/// Chances of Poisson counts, cumulated, as what 64 random bits are compared with.
///
/// As many things as there are, drawn with replacement, are Poisson counts given their sum: such counts of a mean a little
/// below 1, and what is missing drawn at random.
enum PoissonBounds {
    /// The mean at which the sum of so many counts exceeds their number once in millions of draws, five standard deviations
    /// above it; nil for so few that they are drawn one at a time.
    static func mean(of count: Int) -> Double? {
        count < 1024 ? nil : 1 - 5 / Double(count).squareRoot()
    }

    /// The chance of at most k for k from 0 on, 2^64 being 1.
    ///
    /// In sums and products only, so that every machine has the same bits.
    /// - Parameters:
    ///   - mean: of one of the counts that are added, in (0, 1].
    ///   - size: how many are added, at most 64.
    ///   - count: how many bounds are made, at least one and far beyond the mean.
    static func make(mean: Double, size: Int = 1, count: Int) -> [UInt64] {
        // e^-mean by its series, whose terms fall from the first on.
        var none = 1.0
        var term = 1.0
        for order in 1..<40 {
            term *= -mean / Double(order)
            none += term
        }
        var chance = 1.0
        for _ in 0..<size { chance *= none }
        var bounds: [UInt64] = []
        var total = 0.0
        while bounds.count < count {
            total += chance
            bounds.append(total < 1 ? UInt64(total * 0x1p64) : .max)
            chance *= mean * Double(size) / Double(bounds.count)
        }
        // What rounding leaves of the last chance is so small that no count of it is ever due.
        bounds[count - 1] = .max
        return bounds
    }
}
