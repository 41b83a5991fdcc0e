internal import Models

/// What a version made of a request.
struct ScoredRows {
    /// One a row.
    var scores: [Score]
    /// What was scored, shape (rows, inputs), row-major.
    var slots: [Double]
    /// What scoring took.
    var nanoseconds: Int
}
