/// Positives and negatives at each distinct score, from the highest score down.
///
/// Every metric of one score is a function of this, so the order of rows cannot matter, to the last bit,
/// and tied rows are treated alike.
public struct RankedCounts: Equatable, Sendable {
    /// Distinct scores, descending, in (n_levels).
    public let scores: [Double]
    /// Positives at each level, in (n_levels).
    public internal(set) var positives: [Int]
    /// Negatives at each level, in (n_levels).
    public internal(set) var negatives: [Int]

    /// Counts the rows of a set.
    ///
    /// - Complexity: O(n log n).
    public init(_ set: EvaluationSet) { self.init(scores: set.scores, labels: set.labels) }

    init(scores: [Double], labels: [Bool]) {
        let order = scores.indices.sorted { scores[$0] > scores[$1] }
        var levels: [Double] = []
        var positives: [Int] = []
        var negatives: [Int] = []
        for row in order {
            // -0 equals 0: written as 0 so that the bits do not depend on which of them came first.
            if levels.last != scores[row] {
                levels.append(scores[row] == 0 ? 0 : scores[row])
                positives.append(0)
                negatives.append(0)
            }
            if labels[row] { positives[levels.count - 1] += 1 } else { negatives[levels.count - 1] += 1 }
        }
        self.scores = levels
        self.positives = positives
        self.negatives = negatives
    }

    /// The number of positives.
    public var positiveCount: Int { positives.reduce(0, +) }
    /// The number of negatives.
    public var negativeCount: Int { negatives.reduce(0, +) }
    /// The number of rows.
    public var count: Int { positiveCount + negativeCount }

    static let oneClass = "one class only"
}
