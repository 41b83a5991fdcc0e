extension LogisticModel {
    /// What is a sum over inputs, and says how near a score is to a target: the logit, or the margin under a curve, which may be
    /// level where the margin is not.
    func progress(_ score: Score) -> Double { curve == nil ? score.logit : score.margin }
}

extension LogisticModel {
    /// Whether what an input adds to the margin never falls, or never rises, along its numbers: it is read by one column, without
    /// bins.
    func isMonotone(inInput input: Int) -> Bool {
        var numbers = 0
        for column in encoder.columnStarts[input]..<encoder.columnStarts[input + 1] {
            switch columns[column].encoding {
            case .number: numbers += 1
            case .bins: return false
            default: continue
            }
        }
        return numbers <= 1
    }
}
