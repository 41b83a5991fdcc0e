/// What is the matter with an input's value.
public enum InputFinding: String, CaseIterable, Sendable {
    /// It is not there.
    case missing
    /// It is a category that the model does not know.
    case unknownCategory = "unknown_category"
    /// It is outside the range of the training rows.
    case outOfRange = "out_of_range"

    /// What is said of an input of one row.
    ///
    /// - Parameter outOfRange: what becomes of a number outside the range.
    func sentence(_ name: String, outOfRange: InputPolicy.RangeHandling) -> String {
        switch self {
        case .missing: "input '\(name)' is missing; it counts as in training"
        case .unknownCategory: "input '\(name)' has a category the model does not know"
        case .outOfRange:
            "input '\(name)' is outside the range of the training rows; "
                + (outOfRange == .impute ? "it counts as missing" : "it is taken as it is")
        }
    }

    /// Its place among all cases.
    var place: Int {
        switch self {
        case .missing: 0
        case .unknownCategory: 1
        case .outOfRange: 2
        }
    }

    /// In a sentence about an input.
    var words: String {
        switch self {
        case .missing: "is missing"
        case .unknownCategory: "has a category that the model does not know"
        case .outOfRange: "is outside the range of the training rows"
        }
    }
}
