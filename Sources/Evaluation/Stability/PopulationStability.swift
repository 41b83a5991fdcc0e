internal import Arithmetic

/// How far the rows of a sample have moved over frozen bins from those that the bins are of: the population stability
/// index.
///
/// The sum over bins of (p - q) ln(p / q), p and q the shares of either sample: Jeffreys' divergence of the two, 0 where
/// they are equal, without an upper bound. Half a row is added to every bin of either sample, so that a bin that is
/// empty in one of them has a finite ratio; a bin that is empty in both is left out.
/// Source: B. Yurdakul, "Statistical properties of population stability index", dissertation, Western Michigan
/// University, 2018.
public struct PopulationStability: Equatable, Sendable {
    /// Rows by bin of the sample that the bins are of, (n_bins).
    public let reference: [Int]
    /// Rows by bin of the other sample, (n_bins).
    public let current: [Int]

    /// What is added to every bin of either sample.
    static let smoothing = 0.5

    /// Counts two samples.
    ///
    /// - Parameters:
    ///   - reference: rows by bin of the sample that the bins are of, none negative.
    ///   - current: rows by bin of the other sample; the same bins.
    /// - Precondition: both have the same number of bins.
    public init(reference: [Int], current: [Int]) {
        precondition(reference.count == current.count)
        precondition((reference + current).allSatisfy { $0 >= 0 })
        let used = reference.indices.filter { reference[$0] + current[$0] > 0 }
        self.reference = used.map { reference[$0] }
        self.current = used.map { current[$0] }
    }

    /// The bins that some row is in.
    public var bins: Int { reference.count }

    /// The rows of the sample that the bins are of.
    public var referenceRows: Int { reference.reduce(0, +) }

    /// The rows of the other sample.
    public var currentRows: Int { current.reduce(0, +) }

    /// The index; 0 for no bin or one.
    ///
    /// - Complexity: O(bins).
    public var value: Double {
        Self.index(reference.map(Double.init), current.map(Double.init), smoothing: Self.smoothing)
    }

    /// The index of counts, with so much added to every bin of either.
    static func index(_ reference: [Double], _ current: [Double], smoothing: Double) -> Double {
        let more = smoothing * Double(reference.count)
        let referenceSum = reference.reduce(0, +) + more
        let currentSum = current.reduce(0, +) + more
        var sum = 0.0
        for bin in reference.indices {
            let old = (reference[bin] + smoothing) / referenceSum
            let new = (current[bin] + smoothing) / currentSum
            sum += (new - old) * PortableMath.log(new / old)
        }
        return sum
    }
}
