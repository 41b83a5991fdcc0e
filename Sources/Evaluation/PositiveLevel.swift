/// The rows of one score that some positive has, in a ranking with positives first among equal scores.
struct PositiveLevel: Sendable {
    /// The first row.
    var start: Int32
    /// The first row that is negative, or the end.
    var negatives: Int32
    /// The row after the last.
    var end: Int32
}
