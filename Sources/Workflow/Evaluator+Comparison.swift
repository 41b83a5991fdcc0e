import Datasets
import Evaluation
import Features

extension Evaluator {
    /// The metric rows of another scorer's probabilities on a slice; its intervals are of few resamples.
    func values(of scores: [Double], on slice: ComparisonSlice) throws -> [MetricRow] {
        var bare = plan
        bare.resamples = 20
        let set = try EvaluationSet(
            scores: scores, labels: slice.rows.labels, groups: slice.set.groups,
            clusters: slice.set.clusters)
        let rows = try bare.evaluate(set)
        guard let byCutoff = byCutoff(slice.rows.frame) else { return rows }
        return Self.replacing(rows, by: try byCutoff.rows(scores: scores, labels: slice.rows.labels))
    }

    /// The candidate's paired differences to another scorer on a slice.
    func differences(
        to scores: [Double], named name: String, on slice: ComparisonSlice
    ) throws -> [MetricRow] {
        let rows = try plan.compare(slice.set, to: scores, named: name, scale: .probability)
        guard let byCutoff = byCutoff(slice.rows.frame) else { return rows }
        return Self.replacing(
            rows,
            by: try byCutoff.differences(
                scores: slice.set.scores, labels: slice.rows.labels, to: scores, named: name, plan: plan))
    }

    private func byCutoff(_ frame: FeatureFrame) -> CapacityByCutoff? {
        guard let capacity = plan.capacity, let cutoffDays else { return nil }
        return CapacityByCutoff(capacity: capacity, cutoffs: frame.cutoffs, days: cutoffDays)
    }
}
