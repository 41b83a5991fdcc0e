extension LogisticModel {
    /// What is a sum over inputs, and says how near a score is to a target: the logit, or the margin under a curve, which may be
    /// level where the margin is not.
    func progress(_ score: Score) -> Double { curve == nil ? score.logit : score.margin }
}
