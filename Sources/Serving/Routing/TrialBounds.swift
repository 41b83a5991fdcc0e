internal import Glibc

/// What counts surely say of what they were drawn from, whatever its distribution.
enum TrialBounds {
    /// By how much the share of answers up to any value may differ from the true one, for sure but for a chance of `risk`.
    ///
    /// Source: Massart, The tight constant in the Dvoretzky-Kiefer-Wolfowitz inequality, Annals of Probability 18 (1990).
    static func deviation(count: Int, risk: Double) -> Double {
        (log(2 / risk) / (2 * Double(count))).squareRoot()
    }

    /// What a share is at least, for sure but for a chance of `risk`.
    ///
    /// The least share p below what was seen, s, for which count × KL(s, p) is not more than log(1 / risk).
    /// Source: Chernoff, A measure of asymptotic efficiency, Annals of Mathematical Statistics 23 (1952).
    static func leastShare(_ hits: Int, of count: Int, risk: Double) -> Double {
        guard hits > 0 else { return 0 }
        let seen = Double(hits) / Double(count)
        let limit = log(1 / risk) / Double(count)
        func divergence(_ share: Double) -> Double {
            let rest = seen < 1 ? (1 - seen) * log((1 - seen) / (1 - share)) : 0
            return seen * log(seen / share) + rest
        }
        var low = 0.0
        var high = seen
        // Halved until the ends are neighbours among doubles, or nearly so.
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if middle > 0, divergence(middle) <= limit { high = middle } else { low = middle }
        }
        return low
    }

    /// The bin in which at least a share of the counts is reached; nil where it is more than all.
    static func bin(reaching share: Double, of counts: [Int], total: Int) -> Int? {
        guard share <= 1 else { return nil }
        let needed = share * Double(total)
        var sum = 0
        for (bin, count) in counts.enumerated() {
            sum += count
            if Double(sum) >= needed { return bin }
        }
        return nil
    }
}
