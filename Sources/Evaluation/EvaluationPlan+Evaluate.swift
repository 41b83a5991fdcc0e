extension EvaluationPlan {
    /// Every metric of the plan: overall, for each value of each grouping, and the differences between them.
    ///
    /// Rows are ordered by group (overall first, then groupings as listed, values by Unicode scalars) and
    /// metric. Equal rows in another order give the same bits.
    /// - Parameters:
    ///   - set: scores, labels and groupings.
    ///   - slice: the name of the slice of time, as it shall stand in the rows.
    /// - Throws: `EvaluationError.unknownGrouping`.
    /// - Complexity: O(n log n + resamples * n) for each grouping.
    public func evaluate(
        _ set: EvaluationSet, slice: String = "test"
    ) throws(EvaluationError) -> [MetricRow] {
        let counts = RankedCounts(set)
        var rows = rows(counts, scale: set.scale, slice: slice, group: MetricRow.overall)
        if let capacity {
            rows.append(
                counts.winsAtCapacity(capacity).row(
                    "wins_at_capacity", slice: slice, group: MetricRow.overall, n: set.count))
        }
        for name in groups {
            guard let grouping = set.groups.first(where: { $0.name == name }) else {
                throw .unknownGrouping(name: name, known: set.groups.map(\.name))
            }
            let selection = GroupSelection(
                set, grouping: grouping, top: top, minimumGroupSize: minimumGroupSize)
            for (value, members) in selection.members {
                let group = "\(name)=\(value)"
                let counts = RankedCounts(
                    scores: members.map { set.scores[$0] }, labels: members.map { set.labels[$0] })
                rows += self.rows(counts, scale: set.scale, slice: slice, group: group)
                rows += selection.rows(of: value, slice: slice, group: group)
            }
            rows += selection.differences(slice: slice, resamples: resamples, seed: seed)
        }
        return rows
    }

    private func rows(
        _ counts: RankedCounts, scale: ScoreScale, slice: String, group: String
    ) -> [MetricRow] {
        let size = counts.count
        func row(_ metric: String, _ estimate: @autoclosure () -> MetricEstimate) -> MetricRow {
            let tooSmall = group != MetricRow.overall && size < minimumGroupSize
            return (tooSmall ? Self.tooSmall(minimumGroupSize) : estimate())
                .row(metric, slice: slice, group: group, n: size)
        }
        func probability(_ metric: String, _ estimate: @autoclosure () -> MetricEstimate) -> MetricRow {
            row(metric, scale == .probability ? estimate() : .undefined("the scores are not probabilities"))
        }
        let isShown = group == MetricRow.overall || size >= minimumGroupSize
        let drawn =
            isShown
            ? counts.bootstrapped(top: top, resamples: resamples, seed: seed)
            : (.undefined(""), .undefined(""), .undefined(""))
        let isFitted = isShown && scale == .probability
        let fit = isFitted ? counts.recalibration() : (.undefined(""), .undefined(""))
        return [
            row("base_rate", counts.baseRate()),
            row("auroc", counts.auroc()),
            row("average_precision", drawn.averagePrecision),
            row("precision_at_top", counts.precisionAtTop(top)),
            row("recall_at_top", drawn.recall),
            row("lift_at_top", drawn.lift),
            probability("mean_probability", counts.meanProbability()),
            probability("brier_score", counts.brierScore()),
            probability("log_loss", counts.logLoss()),
            probability("calibration_slope", fit.slope),
            probability("calibration_intercept", fit.intercept),
            probability("calibration_in_the_large", counts.calibrationInTheLarge()),
            probability("expected_calibration_error", counts.expectedCalibrationError()),
        ]
    }

    static func tooSmall(_ minimum: Int) -> MetricEstimate {
        .undefined("too small to say, fewer than \(minimum) rows")
    }
}
