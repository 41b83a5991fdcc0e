import Datasets
import Evaluation
import Features

/// Wins at the team's capacity, counted within each cutoff: a team works its list anew every time.
///
/// Pooling cutoffs would let one good entity fill several places of one list.
struct CapacityByCutoff {
    private let capacity: Int
    private let parts: [(date: String, rows: [Int])]

    /// Parts the rows by cutoff.
    ///
    /// - Parameter days: the days of the cutoffs in the pipeline's zone.
    /// - Returns: nil if all rows have one cutoff, which the plain metric already counts.
    init?(capacity: Int, cutoffs: [Instant], days: ZonedDays) {
        var rows: [Instant: [Int]] = [:]
        for (row, cutoff) in cutoffs.enumerated() { rows[cutoff, default: []].append(row) }
        if rows.count < 2 { return nil }
        self.capacity = capacity
        parts = rows.sorted { $0.key < $1.key }.map {
            (date: days.day(of: $0.key).description, rows: $0.value)
        }
    }

    /// The metric of one list of scores: the mean over cutoffs, and each cutoff's.
    func rows(scores: [Double], labels: [Bool]) throws -> [MetricRow] {
        let estimates = try parts.map { part in
            let set = try EvaluationSet(
                scores: part.rows.map { scores[$0] }, labels: part.rows.map { labels[$0] }, scale: .ranking)
            return RankedCounts(set).winsAtCapacity(capacity)
        }
        return rows("wins_at_capacity", estimates)
    }

    /// The difference of two lists of scores on the same rows.
    func differences(
        scores: [Double], labels: [Bool], to baseline: [Double], named name: String, plan: EvaluationPlan
    ) throws -> [MetricRow] {
        let estimates = try parts.map { part in
            let set = try EvaluationSet(
                scores: part.rows.map { scores[$0] }, labels: part.rows.map { labels[$0] }, scale: .ranking)
            let paired = try PairedScores(set, baseline: part.rows.map { baseline[$0] })
            return paired.topDifferences(
                capacity: capacity, top: plan.top, resamples: plan.pairedResamples, seed: plan.seed
            ).wins
        }
        return rows("wins_at_capacity_difference_to_\(name)", estimates)
    }

    private func rows(_ metric: String, _ estimates: [MetricEstimate]) -> [MetricRow] {
        func mean(_ field: KeyPath<MetricEstimate, Double?>) -> Double? {
            let values = estimates.compactMap { $0[keyPath: field] }
            return values.count == estimates.count ? values.reduce(0, +) / Double(values.count) : nil
        }
        // The mean of the bounds is no narrower than the bounds of the mean, whatever cutoffs have in common.
        let whole = MetricRow(
            metric: metric, slice: "test", group: MetricRow.overall, value: mean(\.value),
            lower: mean(\.lower),
            upper: mean(\.upper), n: parts.reduce(0) { $0 + $1.rows.count },
            method: "mean over \(parts.count) cutoffs, bounds too; \(estimates[0].method)")
        return [whole]
            + zip(parts, estimates).map { part, estimate in
                estimate.row(metric, slice: "test", group: "at \(part.date)", n: part.rows.count)
            }
    }
}
