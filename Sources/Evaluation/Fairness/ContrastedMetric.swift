/// What groups are compared in.
enum ContrastedMetric: Equatable, Sendable {
    /// Who is selected in the overall top.
    case rate(GroupRate)
    /// How well a group's rows are ranked among themselves.
    case auroc
    /// How far a group's mean level is off, in logits.
    case calibration

    /// The value of a group; not a number where it is undefined.
    func value(_ rates: GroupRates) -> Double {
        switch self {
        case .rate(let rate): rate.value(rates)
        case .auroc: rates.auroc
        case .calibration: rates.calibrationInTheLarge
        }
    }

    /// Whether a group has enough cases for the value to say something.
    func isLargeEnough(_ rates: GroupRates, rows: Int, cases: Int) -> Bool {
        guard rates.rows >= rows else { return false }
        switch self {
        case .rate(.selection): return true
        case .rate(let rate): return rate.parts(rates).whole >= Double(cases)
        case .auroc, .calibration: return min(rates.positives, rates.negatives) >= cases
        }
    }

    /// How many rows or clusters the value rests on.
    func units(_ units: GroupUnits) -> Int {
        switch self {
        case .rate(.selection): units.all
        case .rate(.truePositive): units.positive
        case .rate(.falsePositive): units.negative
        case .rate(.precision): units.selected
        case .auroc, .calibration: min(units.positive, units.negative)
        }
    }

    /// What is said of these units after their name.
    var unitSuffix: String {
        switch self {
        case .rate(.selection): ""
        case .rate(let rate): " with \(rate.rows)"
        case .auroc, .calibration: " of a class"
        }
    }

    /// How it is computed, for the method of its rows.
    var method: String {
        switch self {
        case .rate(let rate): "\(rate.rawValue) in the overall top"
        case .auroc: "ties half"
        case .calibration: "logistic recalibration, slope 1; resamples take one Newton step"
        }
    }

    /// What a difference may be.
    var range: ClosedRange<Double> { 0...(self == .calibration ? Double.infinity : 1) }

    /// Whether a ratio of two values means something.
    var hasRatio: Bool { self != .calibration }
}
