/// How the strength of the penalty was chosen, as shown.
public struct ReportStrength: Equatable, Sendable {
    /// What was done, in a sentence.
    public var sentence: String
    /// The strengths that were tried, the strongest first.
    public var candidates: [Candidate]

    /// A strength that was tried.
    public struct Candidate: Equatable, Sendable {
        /// The weight of the penalty.
        public var penalty: Double
        /// The mean log loss on later rows.
        public var loss: Double
        /// The standard error of the mean.
        public var standardError: Double
        /// Whether it was taken.
        public var isChosen: Bool

        /// Creates a candidate.
        public init(penalty: Double, loss: Double, standardError: Double, isChosen: Bool) {
            self.penalty = penalty
            self.loss = loss
            self.standardError = standardError
            self.isChosen = isChosen
        }
    }

    /// Creates a choice.
    public init(sentence: String, candidates: [Candidate]) {
        self.sentence = sentence
        self.candidates = candidates
    }
}
