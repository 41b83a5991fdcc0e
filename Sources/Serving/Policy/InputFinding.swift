/// What is the matter with an input's value.
enum InputFinding: String, CaseIterable, Sendable {
    /// It is not there.
    case missing
    /// It is a category that the model does not know.
    case unknownCategory = "unknown_category"
    /// It is outside the range of the training rows.
    case outOfRange = "out_of_range"

    /// In a sentence about an input.
    var words: String {
        switch self {
        case .missing: "is missing"
        case .unknownCategory: "has a category that the model does not know"
        case .outOfRange: "is outside the range of the training rows"
        }
    }
}
