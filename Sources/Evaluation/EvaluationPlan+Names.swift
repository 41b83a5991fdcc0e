extension EvaluationPlan {
    /// The metrics that `evaluate` computes of one list of scores, overall, for groups and for months.
    public var metricNames: [String] {
        var names = [
            "base_rate", "auroc", "auroc_bootstrap", "average_precision", "precision_at_top", "recall_at_top",
            "lift_at_top", "mean_probability", "brier_score", "brier_reliability", "brier_resolution",
            "brier_uncertainty", "log_loss", "calibration_slope", "calibration_intercept",
            "calibration_in_the_large", "expected_calibration_error", "expected_calibration_error_debiased",
        ]
        names += (1...9).map { "cumulative_gain_at_decile_\($0)" }
        names += (1...10).map { "lift_in_decile_\($0)" }
        names += thresholds.map { "net_benefit_at_\($0)" }
        names += thresholds.map { "net_benefit_less_treat_all_at_\($0)" }
        names += thresholds.map { "interventions_avoided_at_\($0)" }
        if capacity != nil { names += ["wins_at_capacity", "precision_at_capacity", "recall_at_capacity"] }
        if !groupings.isEmpty || months {
            let rates: [GroupRate] = [.selection, .truePositive, .falsePositive, .precision]
            names += rates.map(\.rawValue)
        }
        if !groupings.isEmpty {
            names += GroupSelection.contrastNames
        }
        return names
    }

    /// The metrics that `evaluate` computes besides where the time of outcomes is known.
    public var timedMetricNames: [String] { bands == [] ? [] : ["cycle_days"] }

    /// The metrics that `compare` computes of probabilities against a baseline.
    ///
    /// - Parameter scale: what the baseline's scores mean.
    public func differenceNames(to name: String, scale: ScoreScale) -> [String] {
        var metrics = [
            "auroc", "lift_at_top", "average_precision", "precision_at_top", "recall_at_top",
        ]
        metrics += (1...9).map { "cumulative_gain_at_decile_\($0)" }
        metrics += (1...10).map { "lift_in_decile_\($0)" }
        if capacity != nil {
            metrics += ["wins_at_capacity", "precision_at_capacity", "recall_at_capacity"]
        }
        if scale == .probability {
            metrics += ["brier_score", "log_loss"] + thresholds.map { "net_benefit_at_\($0)" }
            metrics += ["expected_calibration_error_debiased", "calibration_slope"]
        }
        return metrics.map { Self.differenceMetric($0, to: name) }
    }
}
