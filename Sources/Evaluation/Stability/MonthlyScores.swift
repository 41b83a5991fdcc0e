internal import Arithmetic

/// How scores were spread in one month of the test slice.
public struct MonthlyScores: Codable, Equatable, Sendable {
    /// The month, `2024-03`.
    public var month: String
    /// Its rows.
    public var rows: Int
    /// The mean score; nil where there are too few rows to say.
    public var mean: Double?
    /// The score that a tenth of the rows is below.
    public var lowTenth: Double?
    /// The score in the middle.
    public var median: Double?
    /// The score that a tenth of the rows is above.
    public var highTenth: Double?

    /// The spread in each month, by month; empty where rows are of one month.
    ///
    /// Quantiles are linear between order statistics. The order of rows cannot change a bit.
    /// - Parameter minimumRows: a month with fewer rows is too small to say.
    /// - Complexity: O(n log n).
    public static func all(in set: EvaluationSet, minimumRows: Int) -> [MonthlyScores] {
        guard let months = set.months else { return [] }
        var scores: [String: [Double]] = [:]
        for (row, month) in months.values.enumerated() {
            scores[month ?? Grouping.missing, default: []].append(set.scores[row])
        }
        return scores.keys.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }.map {
            MonthlyScores(month: $0, (scores[$0] ?? []).sorted(), minimumRows: minimumRows)
        }
    }

    private init(month: String, _ sorted: [Double], minimumRows: Int) {
        self.month = month
        rows = sorted.count
        guard let last = sorted.indices.last, sorted.count >= minimumRows else { return }
        func quantile(_ share: Double) -> Double { sorted.interpolated(at: share * Double(last)) }
        mean = sorted.reduce(0, +) / Double(sorted.count)
        lowTenth = quantile(0.1)
        median = quantile(0.5)
        highTenth = quantile(0.9)
    }
}
