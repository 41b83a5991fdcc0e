/// How the strength of the penalty is chosen inside the training slice.
public struct StrengthSettings: Codable, Equatable, Sendable {
    /// By what the strengths are compared.
    public var choose: Way
    /// How often a strength is tried, each time later; 5 unless given.
    public var splits: Int?
    /// Which strength is taken; `least` unless given.
    public var rule: Rule?
    /// The strengths; `standardCandidates` unless given.
    public var candidates: [Double]?

    /// By what strengths are compared.
    public enum Way: String, Codable, Sendable {
        /// The loss on rows later than those that were fitted, again and again.
        case timeSplits
    }

    /// Which strength is taken.
    public enum Rule: String, Codable, Sendable {
        /// That of the least mean loss; of equals the strongest.
        case least
        /// The strongest whose mean loss is within a standard error of the least.
        case oneStandardError
    }

    /// From 0.01 to 10,000, two a decade.
    public static let standardCandidates = [
        0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000,
    ]

    /// Creates settings; `ScorerTrainer` checks them.
    public init(choose: Way = .timeSplits, splits: Int? = nil, rule: Rule? = nil, candidates: [Double]? = nil)
    {
        self.choose = choose
        self.splits = splits
        self.rule = rule
        self.candidates = candidates
    }

    /// The number of splits.
    var splitCount: Int { splits ?? 5 }
    /// The strengths without repetitions, the strongest first.
    var strengths: [Double] { Set(candidates ?? Self.standardCandidates).sorted(by: >) }

    /// Refuses what is out of range.
    func check() throws(ConfigurationError) {
        guard (2...50).contains(splitCount) else {
            throw ConfigurationError(key: "strength", requirement: "by 2 to 50 splits")
        }
        guard (2...100).contains(strengths.count),
            strengths.allSatisfy({ $0 > 0 && $0 <= 1e90 })
        else {
            throw ConfigurationError(
                key: "strength", requirement: "among 2 to 100 different candidates above 0, at most 1e90")
        }
    }
}
