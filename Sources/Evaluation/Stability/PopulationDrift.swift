/// Whether a feature, or the score, is distributed in a slice of time as in the train slice.
public struct PopulationDrift: Codable, Equatable, Sendable {
    /// `feature=<name>` or `score`, as its metric rows have it.
    public var group: String
    /// The slice of time: `test`, `fold-1`, or a month of the test slice, `month=2024-03`.
    public var slice: String
    /// The rows that the bins are of.
    public var referenceRows: Int
    /// The rows of the slice.
    public var rows: Int
    /// The bins that some row of either is in.
    public var bins: Int
    /// The population stability index; nil where the reason says why.
    public var value: Double?
    /// The 95 % quantile of its null at these sample sizes; nil where the reason says why.
    public var threshold: Double?
    /// The 99 % quantile.
    public var strictThreshold: Double?
    /// The chance of an index at least as large in two samples of one population.
    public var pValue: Double?
    /// The same adjusted for all that are tested on the slice, by Benjamini and Yekutieli.
    public var adjusted: Double?
    /// How many rows are worth one independent row.
    public var designEffect: Double?
    /// What rows belong together by, and how many clusters there are; nil where each row is independent.
    public var clusters: String?
    /// Why there is no value, or no threshold.
    public var reason: String?

    /// The group of the score.
    public static let score = "score"
    /// What the group of a feature begins with.
    public static let featurePrefix = "feature="
    /// What the slice of a month begins with.
    public static let monthPrefix = "month="
    /// The adjusted p-value up to which a feature is said to have drifted.
    public static let level = 0.05

    /// The feature's name, or `score`.
    public var name: String {
        group.hasPrefix(Self.featurePrefix) ? String(group.dropFirst(Self.featurePrefix.count)) : group
    }

    /// Whether the index is above the 95 % quantile of its null, taken by itself: of twenty that have not drifted, one is.
    public var isAboveNull: Bool {
        guard let value, let threshold else { return false }
        return value > threshold
    }

    /// Whether it has drifted, all that are tested on the slice considered.
    public var isDrifted: Bool { adjusted.map { $0 <= Self.level } ?? false }

    /// Creates a drift that says no more than its place and sizes.
    init(group: String, slice: String, _ samples: PopulationStability) {
        self.group = group
        self.slice = slice
        referenceRows = samples.referenceRows
        rows = samples.currentRows
        bins = samples.bins
    }
}
