import Evaluation

/// How a metric is named and written for people.
struct MetricText {
    private let metric: String
    private let plan: EvaluationPlan?

    init(_ metric: String, plan: EvaluationPlan? = nil) {
        self.metric = metric
        self.plan = plan
    }

    /// Whether the metric is one of a row for each tenth or threshold, which tables of their own show.
    var isOfSeries: Bool { Series.allCases.contains { metric.hasPrefix($0.rawValue) } }

    /// What the names of metrics begin with that have a row for each tenth or threshold.
    enum Series: String, CaseIterable {
        case gain = "cumulative_gain_at_decile_"
        case lift = "lift_in_decile_"
        case netBenefit = "net_benefit_at_"
        case lessTreatAll = "net_benefit_less_treat_all_at_"
        case avoided = "interventions_avoided_at_"
    }

    private enum Style {
        case percent
        case points
        case decimals(Int)
        case wins
    }

    private static let separator = "_difference_to_"
    private static let toOverall = "_to_overall"
    private static let ratioToOverall = "_ratio" + toOverall

    /// The metric itself, and what it is a difference to.
    private var parts: (base: String, other: String?) {
        guard let place = metric.firstRange(of: Self.separator) else { return (metric, nil) }
        return (String(metric[..<place.lowerBound]), String(metric[place.upperBound...]))
    }

    /// The name for people, in a sentence's case.
    var name: String {
        if metric.hasSuffix(Self.ratioToOverall) {
            return MetricText(String(metric.dropLast(Self.toOverall.count))).name + ", to overall"
        }
        let (base, other) = parts
        var name = Self.names[base] ?? base.replacing("_", with: " ")
        if let plan, base.hasSuffix("_at_top") { name += " \(Self.short(plan.top * 100, 1))\u{A0}%" }
        if let capacity = plan?.capacity, base.hasSuffix("_at_capacity") {
            name += " \(NumberText.grouped(capacity))"
        }
        return other.map { "\(name), difference to \($0)" } ?? name
    }

    /// What the metric means, in one sentence; nil where the name says it.
    var meaning: String? {
        if metric.hasSuffix(Self.ratioToOverall) {
            return "of the group farthest from all rows; 1 is no difference"
        }
        if metric.hasSuffix("_difference" + Self.toOverall) {
            return "the largest distance of a group from all rows; 0 is no difference"
        }
        return parts.other.map { "the model's less that of \($0); 0 is no difference" }
            ?? Self.meanings[parts.base]
    }

    /// A value as text.
    func value(_ number: Double) -> String {
        switch style {
        case .percent: NumberText.percent(number)
        case .points: NumberText.fixed(number * 100, 1) + " points"
        case .decimals(let decimals): NumberText.fixed(number, decimals)
        case .wins: Self.short(number, 1)
        }
    }

    /// A number without decimals where they are zero.
    private static func short(_ number: Double, _ decimals: Int) -> String {
        let whole = NumberText.fixed(number, 0)
        let text = NumberText.fixed(number, decimals)
        return text.hasPrefix(whole + ".") && text.dropFirst(whole.count + 1).allSatisfy { $0 == "0" }
            ? whole : text
    }

    /// An interval as text, or a dash.
    func interval(_ row: MetricRow) -> String {
        guard let lower = row.lower, let upper = row.upper else { return "–" }
        return "\(value(lower)) to \(value(upper))"
    }

    /// A row's value, and its interval where it has one; nil where it has no value.
    func figure(_ row: MetricRow) -> String? {
        row.value.map { row.lower == nil ? value($0) : "\(value($0)) (\(interval(row)))" }
    }

    private var style: Style {
        let (base, other) = parts
        switch base {
        case "precision_at_top", "recall_at_top", "precision_at_capacity", "recall_at_capacity", "base_rate",
            "mean_probability", "selection_rate", "true_positive_rate", "false_positive_rate", "precision":
            return other == nil ? .percent : .points
        case "demographic_parity_difference", "equal_opportunity_difference", "equalized_odds_difference",
            "false_positive_rate_difference", "precision_difference", "demographic_parity",
            "equal_opportunity", "equalized_odds":
            return .points
        case "lift_at_top": return .decimals(2)
        case "wins_at_capacity", "cycle_days": return .wins
        case "brier_score", "brier_reliability", "brier_resolution", "brier_uncertainty", "log_loss",
            "expected_calibration_error", "expected_calibration_error_debiased":
            return .decimals(4)
        default: return .decimals(3)
        }
    }

    private static let names = [
        "auroc": "AUROC",
        "auroc_bootstrap": "AUROC, bootstrap",
        "average_precision": "Average precision",
        "precision_at_top": "Precision in the top",
        "recall_at_top": "Recall in the top",
        "lift_at_top": "Lift in the top",
        "wins_at_capacity": "Wins at capacity",
        "precision_at_capacity": "Precision at capacity",
        "recall_at_capacity": "Recall at capacity",
        "base_rate": "Base rate",
        "mean_probability": "Mean probability",
        "brier_score": "Brier score",
        "brier_reliability": "Brier reliability",
        "brier_resolution": "Brier resolution",
        "brier_uncertainty": "Brier uncertainty",
        "log_loss": "Log loss",
        "calibration_slope": "Calibration slope",
        "calibration_intercept": "Calibration intercept",
        "calibration_in_the_large": "Calibration in the large",
        "expected_calibration_error": "Expected calibration error",
        "expected_calibration_error_debiased": "Expected calibration error, debiased",
        "cycle_days": "Days to the outcome",
        "selection_rate": "Selection rate",
        "true_positive_rate": "True positive rate",
        "false_positive_rate": "False positive rate",
        "precision": "Precision",
        "demographic_parity": "Demographic parity",
        "equal_opportunity": "Equal opportunity",
        "equalized_odds": "Equalized odds",
        "false_positive_rate_difference": "False positive rate difference",
        "precision_difference": "Precision difference",
        "false_positive_rate_ratio": "False positive rate ratio",
        "precision_ratio": "Precision ratio",
        "auroc_difference": "AUROC difference",
        "auroc_ratio": "AUROC ratio",
        "calibration_in_the_large_difference": "Calibration in the large difference",
        "demographic_parity_difference": "Demographic parity difference",
        "demographic_parity_ratio": "Demographic parity ratio",
        "equal_opportunity_difference": "Equal opportunity difference",
        "equal_opportunity_ratio": "Equal opportunity ratio",
        "equalized_odds_difference": "Equalized odds difference",
        "equalized_odds_ratio": "Equalized odds ratio",
        "proxy_auroc": "AUROC of the inputs for the group",
        "score_auroc": "AUROC of the score for the group",
    ]

    private static let meanings = [
        "auroc": "the chance that a positive scores above a negative; 0.5 is chance",
        "auroc_bootstrap": "the same, its interval found by drawing rows or entities anew",
        "average_precision": "mean precision over recall; the base rate is chance",
        "precision_at_top": "how many of the top share are positives",
        "recall_at_top": "how many of all positives are in the top share",
        "lift_at_top": "times better than a random choice",
        "wins_at_capacity": "positives among as many leads as the team can work on",
        "precision_at_capacity": "how many of the leads that the team can work on are positives",
        "recall_at_capacity": "how many of all positives the team can work on",
        "base_rate": "the share of positives",
        "mean_probability": "should equal the base rate",
        "brier_score": "mean squared error of the probability; 0 is perfect",
        "brier_reliability": "mean squared distance of promise and outcome, chance taken off; 0 is perfect",
        "brier_resolution": "how far outcomes spread with the score; more is better",
        "brier_uncertainty": "the Brier score of the base rate",
        "log_loss": "mean negative log likelihood; 0 is perfect",
        "calibration_slope": "1 is right; below 1 the scores are too extreme",
        "calibration_intercept": "0 is right, given the slope",
        "calibration_in_the_large": "0 is right; above 0 the probabilities are too low",
        "expected_calibration_error":
            "mean distance of promise and outcome; chance alone makes it larger than 0",
        "expected_calibration_error_debiased": "mean distance of promise and outcome, chance taken off",
        "cycle_days": "median days from the cutoff to the outcome, of those who have it",
        "selection_rate": "share of the group within the overall top",
        "true_positive_rate": "share of the group's positives within the overall top",
        "false_positive_rate": "share of the group's negatives within the overall top",
        "precision": "share of positives among the group's rows within the overall top",
        "demographic_parity_difference": "largest less smallest selection rate",
        "demographic_parity_ratio": "smallest over largest selection rate",
        "equal_opportunity_difference": "largest less smallest true positive rate",
        "equal_opportunity_ratio": "smallest over largest true positive rate",
        "false_positive_rate_difference": "largest less smallest false positive rate",
        "false_positive_rate_ratio": "smallest over largest false positive rate",
        "precision_difference": "largest less smallest precision",
        "precision_ratio": "smallest over largest precision",
        "auroc_difference": "largest less smallest AUROC within a group",
        "auroc_ratio": "smallest over largest AUROC within a group",
        "calibration_in_the_large_difference": "largest less smallest calibration in the large, in logits",
        "equalized_odds_difference": "the larger difference of true or false positive rates",
        "equalized_odds_ratio": "the smaller ratio of true or false positive rates",
    ]
}
