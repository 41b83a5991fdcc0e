/// Which of a version's scorers is meant where a pipeline fits again after its evaluation.
enum ScorerChoice {
    /// The one that answers requests.
    case served
    /// The one that every figure of the version is of.
    case evaluated
}
