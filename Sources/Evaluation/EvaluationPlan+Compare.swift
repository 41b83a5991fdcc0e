extension EvaluationPlan {
    /// Paired differences of the scores to a baseline's on the same rows: candidate less baseline.
    ///
    /// The metrics are `auroc_difference_to_<name>`, `lift_at_top_difference_to_<name>` and, where the plan
    /// has a capacity, `wins_at_capacity_difference_to_<name>`.
    /// - Parameters:
    ///   - set: the candidate's scores and the labels.
    ///   - baseline: the other score, (n_rows), finite, on any scale; higher means likelier.
    ///   - name: the baseline's name: `incumbent`, `rule` or the name of a rule.
    /// - Throws: `EvaluationError` for unequal counts or a score that is not finite.
    public func compare(
        _ set: EvaluationSet, to baseline: [Double], named name: String, slice: String = "test"
    ) throws(EvaluationError) -> [MetricRow] {
        let paired = try PairedScores(set, baseline: baseline)
        let top = paired.topDifferences(
            capacity: capacity, top: top, resamples: pairedResamples, seed: seed)
        func row(_ metric: String, _ estimate: MetricEstimate) -> MetricRow {
            estimate.row(
                Self.differenceMetric(metric, to: name), slice: slice, group: MetricRow.overall, n: set.count)
        }
        var rows = [row("auroc", paired.aurocDifference()), row("lift_at_top", top.lift)]
        if capacity != nil { rows.append(row("wins_at_capacity", top.wins)) }
        return rows
    }

    static func differenceMetric(_ metric: String, to name: String) -> String {
        "\(metric)_difference_to_\(name)"
    }
}
