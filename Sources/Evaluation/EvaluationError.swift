/// What can be wrong with scores, labels, groups or evaluation settings.
///
/// The text says what, where and how to remedy; it never prints a score, a label or a group's value.
public enum EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There are no rows.
    case noRows
    /// A column's length differs from that of the scores.
    case countMismatch(field: String, expected: Int, found: Int)
    /// A score is NaN or infinite. Rows count from 0.
    case scoreNotFinite(row: Int)
    /// A score declared a probability lies outside 0...1. Rows count from 0.
    case scoreNotProbability(row: Int)
    /// A positive row has no finite number of days to its outcome, or another row has one. Rows count from 0.
    case outcomeMismatch(row: Int, isPositive: Bool)
    /// Two groupings have the same name.
    case duplicateGrouping(name: String)
    /// The plan names a grouping the rows do not have.
    case unknownGrouping(name: String, known: [String])
    /// A setting is outside its range.
    case settingOutOfRange(key: String, range: String)
    /// A gate cannot be evaluated as written.
    case gateInvalid(metric: String, reason: String)

    /// What, where and the remedy.
    public var description: String {
        switch self {
        case .noRows:
            "nothing to evaluate: the slice has no rows; widen the slice's dates or shares"
        case .countMismatch(let field, let expected, let found):
            "\(field) has \(found) values where the scores have \(expected); give one value a row"
        case .scoreNotFinite(let row):
            "the score of row \(row) (from 0) is NaN or infinite; every row needs a finite score"
        case .scoreNotProbability(let row):
            "the score of row \(row) (from 0) lies outside 0...1; "
                + "declare them a ranking (`--ranking`) if the scores are not probabilities"
        case .outcomeMismatch(let row, let isPositive):
            "row \(row) (from 0) is \(isPositive ? "positive and has no" : "not positive and has a") time of the outcome; "
                + "give one to every positive row, and to no other"
        case .duplicateGrouping(let name):
            "the grouping `\(name)` is given twice; give each grouping once"
        case .unknownGrouping(let name, let known):
            "evaluation.groups names `\(name)`, which the rows do not have; "
                + (known.isEmpty
                    ? "they have no groupings"
                    : "known: \(known.map { "`\($0)`" }.joined(separator: ", "))")
        case .settingOutOfRange(let key, let range):
            "evaluation.\(key) is out of range; allowed: \(range)"
        case .gateInvalid(let metric, let reason):
            "the gate on `\(metric)` is invalid: \(reason)"
        }
    }
}
