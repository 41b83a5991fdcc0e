extension EvaluationPlan {
    /// Every metric of the plan: overall, for each value of each grouping with the differences between them, for the
    /// intersections of protected attributes, for each month, and what became of each band of scores.
    ///
    /// Rows are ordered by group (overall first, then groupings as listed, values by Unicode scalars, then
    /// intersections, months and bands) and metric. Equal rows in another order give the same bits.
    /// - Parameters:
    ///   - set: scores, labels and groupings.
    ///   - slice: the name of the slice of time, as it shall stand in the rows.
    /// - Throws: `EvaluationError.unknownGrouping`.
    /// - Complexity: O(n log n + resamples * n) for each grouping, and O(resamples * groups^2) for one that is protected.
    public func evaluate(
        _ set: EvaluationSet, slice: String = "test"
    ) throws(EvaluationError) -> [MetricRow] {
        var rows = rows(
            RankedRows(set), scale: set.scale, slice: slice, group: MetricRow.overall,
            capacity: set.lists == nil ? capacity : nil)
        if let capacity, let lists = set.lists {
            rows += atCapacity(capacity, set, lists, slice: slice)
        }
        lazy var levels = RankedCounts(set).levels(of: set.scores)
        for names in groupings.map({ [$0] }) + intersected {
            var groupings: [Grouping] = []
            for name in names {
                guard let grouping = set.groups.first(where: { $0.name == name }) else {
                    throw .unknownGrouping(name: name, known: set.groups.map(\.name))
                }
                groupings.append(grouping)
            }
            let selection = GroupSelection(
                set, GroupPartition(groupings), top: top, minimumGroupSize: minimumGroupSize,
                levels: levels)
            let resampled = selection.resampled(resamples, seed: seed)
            rows += self.rows(set, selection, resampled, slice: slice)
            rows += selection.comparisons(resampled: resampled, slice: slice)
        }
        if months, let grouping = set.months, !groupings.contains(grouping.name) {
            let selection = GroupSelection(
                set, GroupPartition([grouping]), top: top, minimumGroupSize: minimumGroupSize,
                levels: levels, isCompared: false)
            rows += self.rows(set, selection, selection.resampled(resamples, seed: seed), slice: slice)
        }
        return rows + bandRows(set, slice: slice)
    }

    /// Every metric of each value of a grouping, and how often it is selected.
    private func rows(
        _ set: EvaluationSet, _ selection: GroupSelection, _ resampled: [[GroupRates]], slice: String
    ) -> [MetricRow] {
        selection.members.enumerated().flatMap { index, member in
            let group = member.key.text
            let ranked = RankedRows(set, rows: member.rows)
            return rows(ranked, scale: set.scale, slice: slice, group: group)
                + selection.rows(ofMember: index, resampled: resampled, slice: slice, group: group)
        }
    }

    private func rows(
        _ ranked: RankedRows, scale: ScoreScale, slice: String, group: String, capacity: Int? = nil
    ) -> [MetricRow] {
        let size = ranked.count
        let isOverall = group == MetricRow.overall
        let isShown = isOverall || size >= minimumGroupSize
        lazy var drawn = ranked.bootstrapped(
            top: top, capacity: capacity, resamples: resamples, seed: seed)
        lazy var fit = ranked.recalibration()
        lazy var parts = ranked.brierParts()
        lazy var tenths = ranked.tenths()
        var rows: [MetricRow] = []
        func add(_ metric: String, _ estimate: @autoclosure () -> MetricEstimate) {
            let shown = isShown ? estimate() : Self.tooSmall(minimumGroupSize)
            rows.append(shown.row(metric, slice: slice, group: group, n: size))
        }
        func probability(_ metric: String, _ estimate: @autoclosure () -> MetricEstimate) {
            add(metric, scale == .probability ? estimate() : .undefined("the scores are not probabilities"))
        }
        let isIndependent = ranked.clusters == nil
        add("base_rate", ranked.baseRate())
        add("auroc", ranked.auroc())
        add("auroc_bootstrap", drawn.auroc)
        add("average_precision", drawn.averagePrecision)
        add("precision_at_top", isIndependent ? ranked.counts.precisionAtTop(top) : drawn.precision)
        let selected = Double(RankedCounts.selected(share: top, of: size))
        lazy var recall = ranked.recall(of: selected, name: RankingDepths.words(top: top, of: size))
        add("recall_at_top", recall)
        add("lift_at_top", ranked.lift(recall, of: selected))
        probability("mean_probability", ranked.meanProbability())
        probability("brier_score", ranked.brierScore())
        probability("brier_reliability", parts.reliability)
        probability("brier_resolution", parts.resolution)
        probability("brier_uncertainty", parts.uncertainty)
        probability("log_loss", ranked.logLoss())
        probability("calibration_slope", fit.slope)
        probability("calibration_intercept", fit.intercept)
        probability("calibration_in_the_large", ranked.calibrationInTheLarge())
        probability(
            "expected_calibration_error",
            ranked.counts.expectedCalibrationError(about: parts.calibrationError))
        probability("expected_calibration_error_debiased", parts.calibrationError)
        for tenth in 1...9 { add("cumulative_gain_at_decile_\(tenth)", tenths.gains[tenth - 1]) }
        for tenth in 1...10 { add("lift_in_decile_\(tenth)", tenths.lifts[tenth - 1]) }
        for threshold in thresholds {
            let worth = scale == .probability && isShown ? ranked.netBenefit(at: threshold) : nil
            probability("net_benefit_at_\(threshold)", worth?.benefit ?? .undefined(""))
            probability("net_benefit_less_treat_all_at_\(threshold)", worth?.lessTreatAll ?? .undefined(""))
            probability("interventions_avoided_at_\(threshold)", worth?.avoided ?? .undefined(""))
        }
        if let capacity {
            add(
                "wins_at_capacity",
                isIndependent ? ranked.counts.winsAtCapacity(capacity) : drawn.winsAtCapacity)
            add(
                "precision_at_capacity",
                isIndependent ? ranked.counts.precisionAtCapacity(capacity) : drawn.precisionAtCapacity)
            // So many rows are another share of them where clusters are drawn, which a bootstrap knows.
            add(
                "recall_at_capacity",
                isIndependent
                    ? ranked.recall(
                        of: Double(min(capacity, size)),
                        name: RankingDepths.words(capacity: capacity, of: size))
                    : drawn.recallAtCapacity)
        }
        return rows
    }

    static func tooSmall(_ minimum: Int) -> MetricEstimate {
        .undefined("too small to say, fewer than \(minimum) rows")
    }
}
