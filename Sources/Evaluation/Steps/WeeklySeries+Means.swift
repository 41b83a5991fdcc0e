extension WeeklySeries {
    /// A series of weekly means or shares, weighted by how sure each is.
    ///
    /// A week's mean varies by chance in drawing, which falls with its count, and from week to week by itself, which
    /// does not: what neighbouring weeks differ by beyond the first is taken for the second.
    /// - Parameters:
    ///   - counts: how many values each mean is of.
    ///   - variance: of one value; p(1 - p) for a share.
    public init(weeks: [Int], means: [Double], counts: [Int], variance: Double) {
        var excess: [Double] = []
        for place in means.indices.dropFirst() {
            let difference = means[place] - means[place - 1]
            let drawing = variance * (1 / Double(counts[place]) + 1 / Double(counts[place - 1]))
            excess.append((difference * difference - drawing) / 2)
        }
        excess.sort()
        // The largest tenth may be steps.
        let kept = excess.prefix(max(1, excess.count * 9 / 10))
        let between = max(0, kept.reduce(0, +) / Double(max(1, kept.count)))
        let spread = counts.map { between + max(variance, 1e-12) / Double($0) }
        self.init(weeks: weeks, values: means, weights: spread.map { 1 / $0 })
    }
}
