extension EvaluationPlan {
    /// Paired differences of the scores to a baseline's on the same rows: candidate less baseline.
    ///
    /// The metrics are `auroc_difference_to_<name>`, `lift_at_top_…`, `average_precision_…`, where the plan has a
    /// capacity `wins_at_capacity_…`, and where both scores are probabilities `brier_score_…` and `log_loss_…`.
    /// - Parameters:
    ///   - set: the candidate's scores and the labels.
    ///   - baseline: the other score, (n_rows), finite; higher means likelier.
    ///   - name: the baseline's name: `incumbent`, `rule` or the name of a rule.
    ///   - scale: what the baseline's scores mean.
    /// - Throws: `EvaluationError` for unequal counts or a score that is not finite.
    public func compare(
        _ set: EvaluationSet, to baseline: [Double], named name: String, slice: String = "test",
        scale: ScoreScale = .ranking
    ) throws(EvaluationError) -> [MetricRow] {
        let paired = try PairedScores(set, baseline: baseline, scale: scale)
        let top = paired.topDifferences(
            capacity: capacity, top: top, resamples: pairedResamples, seed: seed)
        func row(_ metric: String, _ estimate: MetricEstimate) -> MetricRow {
            estimate.row(
                Self.differenceMetric(metric, to: name), slice: slice, group: MetricRow.overall, n: set.count)
        }
        var rows = [
            row("auroc", paired.aurocDifference()), row("lift_at_top", top.lift),
            row("average_precision", top.averagePrecision),
        ]
        if capacity != nil { rows.append(row("wins_at_capacity", top.wins)) }
        if set.scale == .probability, scale == .probability {
            rows.append(row("brier_score", paired.brierDifference()))
            rows.append(row("log_loss", paired.logLossDifference()))
        }
        return rows
    }

    /// The name of the difference of a metric to a baseline's.
    public static func differenceMetric(_ metric: String, to name: String) -> String {
        "\(metric)_difference_to_\(name)"
    }
}
