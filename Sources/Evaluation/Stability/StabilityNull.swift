internal import Arithmetic

/// What a population stability index is of two samples of one population, at their sizes: the threshold that 0.1 is not.
///
/// Both samples are drawn anew from the pooled shares, time and again: what is small, and what bins are nearly empty, is
/// in the threshold. The index of many rows follows (1/n + 1/m) times a chi-square number of a degree less than bins
/// (Yurdakul 2018); of few rows it does not.
///
/// Where rows belong together, samples are drawn of the size that so many independent rows would have: rows over the
/// design effect, with the smoothing over it, too, as if a cluster's rows were one.
/// Source: J. N. K. Rao, A. J. Scott, "The analysis of categorical data from complex sample surveys", Journal of the
/// American Statistical Association 76 (1981) 221-230: the first-order correction.
public struct StabilityNull: Equatable, Sendable {
    /// The index of each draw, ascending.
    private let drawn: [Double]

    /// Draws the index of two samples of one population.
    ///
    /// - Parameters:
    ///   - samples: whose pooled shares are drawn from, and whose sizes.
    ///   - designEffect: how many rows are worth one independent row; at least 1.
    ///   - draws: how often both samples are drawn; at least 20.
    ///   - seed: of the random numbers.
    ///   - stream: numbers of its own for each of many, such as features.
    /// - Precondition: neither sample is empty.
    /// - Complexity: O(draws x bins), whatever the number of rows.
    public init(
        _ samples: PopulationStability, designEffect: Double = 1, draws: Int, seed: UInt64, stream: UInt64
    ) {
        precondition(samples.referenceRows > 0 && samples.currentRows > 0)
        precondition(designEffect >= 1 && draws >= 20)
        let pooled = zip(samples.reference, samples.current).map { $0 + $1 }
        // The chance of each bin among it and those after it: a multinomial draw is a chain of binomial ones.
        var left = pooled.reduce(0, +)
        let chances = pooled.map { count -> Double in
            defer { left -= count }
            return Double(count) / Double(left)
        }
        func size(_ rows: Int) -> Int { max(1, Int((Double(rows) / designEffect).rounded())) }
        let (old, new) = (size(samples.referenceRows), size(samples.currentRows))
        let smoothing = PopulationStability.smoothing / designEffect
        var generator = SplitMix64(seed: seed, stream: stream)
        var reference = [Double](repeating: 0, count: pooled.count)
        var current = reference
        drawn = (0..<draws).map { _ in
            Self.draw(old, chances, into: &reference, with: &generator)
            Self.draw(new, chances, into: &current, with: &generator)
            return PopulationStability.index(reference, current, smoothing: smoothing)
        }.sorted()
    }

    private static func draw(
        _ rows: Int, _ chances: [Double], into counts: inout [Double], with generator: inout SplitMix64
    ) {
        var left = rows
        for bin in chances.indices {
            let drawn = BinomialDraw.draw(left, chance: chances[bin], with: &generator)
            counts[bin] = Double(drawn)
            left -= drawn
        }
    }

    /// The least drawn index that at least this share of all is not above.
    ///
    /// - Parameter share: in (0, 1).
    public func quantile(_ share: Double) -> Double {
        let place = Int((share * Double(drawn.count)).rounded(.up)) - 1
        return drawn[min(drawn.count - 1, max(0, place))]
    }

    /// The chance of an index at least as large, the observed one counted among the drawn; in (0, 1].
    ///
    /// Source: A. C. Davison, D. V. Hinkley, "Bootstrap methods and their application", 1997, chapter 4.
    /// - Complexity: O(log draws).
    public func pValue(of value: Double) -> Double {
        let below = drawn.partitioningIndex { $0 >= value }
        return Double(drawn.count - below + 1) / Double(drawn.count + 1)
    }
}
