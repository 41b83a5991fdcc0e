import Evaluation

/// A metric that is drawn for the values of a grouping.
struct GroupFigure {
    /// The metric's name.
    let metric: String
    /// What it is, within a group.
    let meaning: String
    /// Whether it is a share, drawn as a bar from 0.
    let isShare: Bool

    /// Selection first, then who is found, who is called in vain, who is worth it, and whether scores hold.
    static let all = [
        GroupFigure(
            metric: "selection_rate", meaning: "share of each group within the overall top", isShare: true),
        GroupFigure(
            metric: "true_positive_rate",
            meaning: "share of each group's positives within the overall top", isShare: true),
        GroupFigure(
            metric: "false_positive_rate",
            meaning: "share of each group's negatives within the overall top", isShare: true),
        GroupFigure(
            metric: "precision", meaning: "share of positives among each group's rows in the overall top",
            isShare: true),
        GroupFigure(metric: "auroc", meaning: "how well each group is ranked within itself", isShare: false),
        GroupFigure(
            metric: "calibration_in_the_large",
            meaning:
                "0 where each group's probabilities are right on the whole, above 0 where they are too low",
            isShare: false),
    ]

    /// The metric of all rows; nil where it is not known.
    func reference(_ content: ReportContent) -> Double? {
        func value(_ metric: String) -> Double? { content.row(metric)?.value }
        switch metric {
        case "selection_rate": return Self.topShare(content)
        case "true_positive_rate": return value("recall_at_top")
        case "precision": return value("precision_at_top")
        case "false_positive_rate":
            guard let share = Self.topShare(content), let precision = value("precision_at_top"),
                let rate = value("base_rate"), rate < 1
            else { return nil }
            return share * (1 - precision) / (1 - rate)
        default: return value(metric)
        }
    }

    /// The share of all rows that the top holds: found positives over precision, or what was planned.
    private static func topShare(_ content: ReportContent) -> Double? {
        guard let precision = content.row("precision_at_top")?.value, precision > 0,
            let recall = content.row("recall_at_top")?.value, let rate = content.row("base_rate")?.value
        else { return content.plan?.top }
        return recall * rate / precision
    }
}
