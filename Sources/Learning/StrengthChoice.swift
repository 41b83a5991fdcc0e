/// How the strength of a penalty was chosen, with all that was looked at.
public struct StrengthChoice: Codable, Equatable, Sendable {
    /// The rule that chose.
    public var rule: StrengthSettings.Rule
    /// The splits in the order of time.
    public var splits: [Split]
    /// The strengths, the strongest first.
    public var candidates: [Candidate]
    /// The strength that was taken.
    public var penalty: Double

    /// One split.
    public struct Split: Codable, Equatable, Sendable {
        /// When the first of the later rows was asked about.
        public var start: String
        /// Rows that were fitted.
        public var trainRows: Int
        /// Earlier rows whose answers were not complete by then.
        public var purged: Int
        /// Rows of either side that were left out, since their group is on the other one; nil where groups may be on both.
        public var shared: Int?
        /// Later rows.
        public var rows: Int
        /// Positives among them.
        public var positives: Int
    }

    /// One strength.
    public struct Candidate: Codable, Equatable, Sendable {
        /// The weight of the penalty.
        public var penalty: Double
        /// The mean log loss on each split's later rows.
        public var losses: [Double]
        /// Their mean.
        public var mean: Double
        /// The standard error of the mean.
        public var standardError: Double

        init(penalty: Double, losses: [Double]) {
            let count = Double(losses.count)
            let mean = losses.reduce(0, +) / count
            let squares = losses.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            self.penalty = penalty
            self.losses = losses
            self.mean = mean
            standardError = (squares / (count - 1) / count).squareRoot()
        }
    }

    /// Chooses by a rule.
    ///
    /// - Precondition: there are candidates, the strongest first.
    init(_ rule: StrengthSettings.Rule, splits: [Split], candidates: [Candidate]) {
        var best = candidates[0]
        for candidate in candidates where candidate.mean < best.mean { best = candidate }
        self.rule = rule
        self.splits = splits
        self.candidates = candidates
        let bound = best.mean + best.standardError
        penalty =
            rule == .least ? best.penalty : candidates.first { $0.mean <= bound }?.penalty ?? best.penalty
    }
}
