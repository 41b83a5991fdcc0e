internal import Glibc

extension WeeklySeries {
    /// A series of events a week, on the scale on which negative binomial counts vary by about the same at any level.
    ///
    /// The dispersion is taken from what neighbouring weeks differ by beyond Poisson's. The scale is F. J. Anscombe's,
    /// "The transformation of Poisson, binomial and negative-binomial data", 1948: a root for small counts, a logarithm
    /// for large ones.
    public init(weeks: [Int], counts: [Int]) {
        var excess: [Double] = []
        for place in counts.indices.dropFirst() {
            let mean = Double(counts[place] + counts[place - 1]) / 2
            guard mean > 0 else { continue }
            let difference = Double(counts[place] - counts[place - 1])
            excess.append((difference * difference / 2 - mean) / (mean * mean))
        }
        excess.sort()
        // The largest tenth may be steps.
        let kept = excess.prefix(max(1, excess.count * 9 / 10))
        let dispersion = max(1e-6, kept.reduce(0, +) / Double(max(1, kept.count)))
        let scale = 2 / dispersion.squareRoot()
        self.init(
            weeks: weeks,
            values: counts.map { scale * asinh((dispersion * (Double($0) + 0.375)).squareRoot()) },
            weights: counts.map { _ in 1 })
    }
}
