/// Whether rows lie in groups at all: a test of k-means' inertia against rows without groups.
///
/// Rows without groups have numbers drawn from those of each column, and columns that depend on each other as normal variables
/// do, with the rows' correlations: independent columns of any shape, an evenly filled box and one elongated normal cloud are
/// such rows. For each number of clusters the logarithm of the share of inertia that clusters take away is compared with that of the
/// draws, in deviations of those; the statistic is the greatest over the numbers, and the p-value the share of all, the rows
/// themselves counted, with one as great. It says nothing of a single column with two peaks, which the draws have too.
///
/// Sources: R. Tibshirani, G. Walther and T. Hastie, "Estimating the number of clusters in a data set via the gap statistic"
/// (2001); C. Hennig and C.-J. Lin, "Flexible parametric bootstrap for testing homogeneity against clustering and assessing the
/// number of clusters" (2015), for a reference that keeps what is not clusters.
public struct StructureTest: Codable, Equatable, Sendable {
    /// The greatest number of deviations by which clusters take away more inertia than those of the draws do; nil where it was
    /// not measured.
    public var statistic: Double?
    /// The statistic that a share of `level` of the draws exceeds; nil where it was not measured.
    public var nullQuantile: Double?
    /// In 1 / (draws + 1)...1; nil where it was not measured.
    public var pValue: Double?
    /// The number of clusters with the greatest number of deviations; nil where it was not measured.
    public var clusters: Int?
    /// Draws of rows without groups.
    public var draws: Int
    /// Rows that were looked at.
    public var rows: Int
    /// What the p-value says.
    public var verdict: Verdict

    /// How often rows without groups are said to have structure: p-values up to this say so.
    public static let level = 0.05

    /// What a p-value says.
    public enum Verdict: String, Codable, Sendable {
        /// Rows without groups are seldom so close to the centres of clusters.
        case structure
        /// Clusters are no better than those of rows without groups.
        case none
        /// There are fewer than two columns that vary, fewer than 20 rows or than two a column, or too few different ones.
        case notMeasured
    }
}
