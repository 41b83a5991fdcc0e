extension EvaluationPlan {
    /// The metrics at the capacity where a team works a list at each cutoff.
    ///
    /// Wins have a row of each cutoff besides, of the group `at <cutoff>`.
    func atCapacity(
        _ capacity: Int, _ set: EvaluationSet, _ lists: CutoffLists, slice: String
    ) -> [MetricRow] {
        func row(_ metric: String, _ estimate: MetricEstimate) -> MetricRow {
            estimate.row(metric, slice: slice, group: MetricRow.overall, n: set.count)
        }
        let whole = CapacityLists(set, rows: Array(set.labels.indices), lists: lists.numbers).atCapacity(
            capacity, resamples: resamples, seed: seed)
        let parts = zip(lists.names, lists.rowsByList()).map { name, rows in
            let part = RankedRows(set, rows: rows)
            let wins =
                part.clusters == nil
                ? part.counts.winsAtCapacity(capacity)
                : part.bootstrapped(top: top, capacity: capacity, resamples: resamples, seed: seed)
                    .winsAtCapacity
            return wins.row(
                "wins_at_capacity", slice: slice, group: Self.listGroup(name), n: rows.count)
        }
        return [row("wins_at_capacity", whole.wins)] + parts
            + [row("precision_at_capacity", whole.precision), row("recall_at_capacity", whole.recall)]
    }

    /// Differences at the capacity to a baseline's, where the set has a list a cutoff.
    func differencesAtCapacity(
        _ capacity: Int, _ set: EvaluationSet, _ lists: CutoffLists, to baseline: [Double],
        named name: String,
        slice: String
    ) -> [MetricRow] {
        func estimates(_ rows: [Int]) -> CapacityLists.Estimates {
            CapacityLists(set, rows: rows, lists: lists.numbers, baseline: baseline).atCapacity(
                capacity, resamples: pairedResamples, seed: seed)
        }
        func row(_ metric: String, _ estimate: MetricEstimate, _ group: String, _ n: Int) -> MetricRow {
            estimate.row(Self.differenceMetric(metric, to: name), slice: slice, group: group, n: n)
        }
        let whole = estimates(Array(set.labels.indices))
        let parts = zip(lists.names, lists.rowsByList()).map { cutoff, rows in
            row("wins_at_capacity", estimates(rows).wins, Self.listGroup(cutoff), rows.count)
        }
        return [row("wins_at_capacity", whole.wins, MetricRow.overall, set.count)] + parts + [
            row("precision_at_capacity", whole.precision, MetricRow.overall, set.count),
            row("recall_at_capacity", whole.recall, MetricRow.overall, set.count),
        ]
    }

    /// The group of a metric of one cutoff's list.
    private static func listGroup(_ cutoff: String) -> String { MetricRow.listPrefix + cutoff }
}
