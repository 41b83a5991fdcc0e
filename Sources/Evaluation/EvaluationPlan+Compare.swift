extension EvaluationPlan {
    /// Paired differences of the scores to a baseline's on the same rows: candidate less baseline.
    ///
    /// A row is named `<metric>_difference_to_<name>`; `differenceNames` lists the metrics.
    /// - Parameters:
    ///   - set: the candidate's scores and the labels.
    ///   - baseline: the other score, (n_rows), finite; higher means likelier.
    ///   - name: the baseline's name: `incumbent`, `rule` or the name of a rule.
    ///   - scale: what the baseline's scores mean.
    /// - Throws: `EvaluationError` for unequal counts or a score that is not finite.
    /// - Complexity: O(n log n + pairedResamples * n).
    public func compare(
        _ set: EvaluationSet, to baseline: [Double], named name: String, slice: String = "test",
        scale: ScoreScale = .ranking
    ) throws(EvaluationError) -> [MetricRow] {
        let paired = try PairedScores(set, baseline: baseline, scale: scale)
        func row(_ metric: String, _ estimate: MetricEstimate) -> MetricRow {
            estimate.row(
                Self.differenceMetric(metric, to: name), slice: slice, group: MetricRow.overall, n: set.count)
        }
        let differences = paired.differences(self, capacity: set.lists == nil ? capacity : nil)
        var rows = [row("auroc", paired.aurocDifference())]
        rows += differences.map { row($0.metric, $0.estimate) }
        if let capacity, let lists = set.lists {
            rows += differencesAtCapacity(capacity, set, lists, to: baseline, named: name, slice: slice)
        }
        return rows
    }

    /// The name of the difference of a metric to a baseline's.
    public static func differenceMetric(_ metric: String, to name: String) -> String {
        "\(metric)_difference_to_\(name)"
    }

    /// The plan without groups and months, for what stands beside the model and is not judged.
    public var overallOnly: EvaluationPlan {
        var plan = self
        plan.groups = []
        plan.protected = []
        plan.months = false
        plan.bands = []
        return plan
    }
}
