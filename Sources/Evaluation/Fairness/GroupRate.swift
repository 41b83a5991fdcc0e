/// A rate that groups are compared in.
enum GroupRate: String {
    case selection = "selection_rate"
    case truePositive = "true_positive_rate"
    case falsePositive = "false_positive_rate"
    case precision

    /// The rate of a group; not a number where the group has no such rows.
    func value(_ rates: GroupRates) -> Double {
        switch self {
        case .selection: rates.selectionRate
        case .truePositive: rates.truePositiveRate
        case .falsePositive: rates.falsePositiveRate
        case .precision: rates.precision
        }
    }

    /// The rows that the rate is a share of, and those in the share; ties make both fractional.
    func parts(_ rates: GroupRates) -> (part: Double, whole: Double) {
        switch self {
        case .selection: (rates.selected, Double(rates.rows))
        case .truePositive: (rates.selectedPositives, Double(rates.positives))
        case .falsePositive: (rates.selected - rates.selectedPositives, Double(rates.rows - rates.positives))
        case .precision: (rates.selectedPositives, rates.selected)
        }
    }

    /// What the rows are, in the plural.
    var rows: String {
        switch self {
        case .selection: "rows"
        case .truePositive: "positives"
        case .falsePositive: "negatives"
        case .precision: "selected rows"
        }
    }
}
