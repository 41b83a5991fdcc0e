import Arithmetic

/// How the numbers of a feature are spread among the leads that clusters were found in.
public struct FeatureRanks: Codable, Equatable, Sendable {
    /// Quantiles in even steps from the least to the greatest number; ascending, at least two.
    public let quantiles: [Double]

    /// Creates ranks of quantiles that were told before; nil where they are none.
    public init?(quantiles: [Double]) {
        guard quantiles.count > 1, quantiles.allSatisfy(\.isFinite),
            zip(quantiles, quantiles.dropFirst()).allSatisfy({ $0 <= $1 })
        else { return nil }
        self.quantiles = quantiles
    }

    /// The ranks of numbers, in a hundred steps; nil where none is finite.
    ///
    /// - Complexity: O(n log n).
    public init?(of numbers: [Double]) {
        let sorted = numbers.filter(\.isFinite).sorted()
        guard !sorted.isEmpty else { return nil }
        let steps = Double(sorted.count - 1) / 100
        self.init(quantiles: (0...100).map { sorted.interpolated(at: Double($0) * steps) })
    }

    /// The share of leads with less, half of those with as much counted, to about a hundredth; in 0...1.
    ///
    /// - Complexity: O(log quantiles).
    public func share(below number: Double) -> Double {
        let first = quantiles.indices.partitioningIndex { quantiles[$0] >= number }
        let last = quantiles.indices.partitioningIndex { quantiles[$0] > number }
        let steps = Double(quantiles.count - 1)
        if first == quantiles.count { return 1 }
        if last == 0 { return 0 }
        if first < last { return (Double(first) + Double(last - 1)) / 2 / steps }
        let (lower, upper) = (quantiles[first - 1], quantiles[first])
        return (Double(first - 1) + (number - lower) / (upper - lower)) / steps
    }
}

extension FeatureRanks {
    /// Reads what was written.
    ///
    /// - Throws: `DecodingError` where the numbers do not ascend.
    public init(from decoder: any Decoder) throws {
        let numbers = try decoder.singleValueContainer().decode([Double].self)
        guard let ranks = FeatureRanks(quantiles: numbers) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "the quantiles do not ascend"))
        }
        self = ranks
    }

    /// Writes the numbers alone.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(quantiles)
    }
}
