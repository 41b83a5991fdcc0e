/// Chances of Poisson counts, cumulated, as what 64 random bits are compared with.
enum PoissonBounds {
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
