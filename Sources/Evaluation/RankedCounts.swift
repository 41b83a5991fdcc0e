/// Positives and negatives at each distinct score, from the highest score down.
///
/// Every metric of one score is a function of this, so the order of rows cannot matter, to the last bit,
/// and tied rows are treated alike.
public struct RankedCounts: Equatable, Sendable {
    /// Distinct scores, descending, in (n_levels).
    public private(set) var scores: [Double]
    /// Positives at each level, in (n_levels).
    public internal(set) var positives: [Int]
    /// Negatives at each level, in (n_levels).
    public internal(set) var negatives: [Int]

    /// Counts the rows of a set.
    ///
    /// - Complexity: O(n log n).
    public init(_ set: EvaluationSet) { self.init(scores: set.scores, labels: set.labels) }

    init(scores: [Double], labels: [Bool]) {
        let runs = ScoreBuckets(scores: scores, labels: labels).fold(RankedCounts()) { $0.append($1, $2) }
        guard var first = runs.first else {
            self.init()
            return
        }
        for run in runs.dropFirst() {
            first.scores += run.scores
            first.positives += run.positives
            first.negatives += run.negatives
        }
        self = first
    }

    private init() {
        scores = []
        positives = []
        negatives = []
    }

    /// Appends the rows of a bucket of lower scores, sorted, with the label in the lowest bit.
    private mutating func append(_ rows: Span<UInt64>, _ base: UInt64) {
        var row = 0
        while row < rows.count {
            let rest = rows[row] >> 1
            let start = row
            var wins = 0
            repeat {
                wins &+= Int(rows[row] & 1)
                row &+= 1
            } while row < rows.count && rows[row] >> 1 == rest
            scores.append(ScoreBuckets.score(base &+ rest))
            positives.append(wins)
            negatives.append(row &- start &- wins)
        }
    }

    /// The number of positives.
    public var positiveCount: Int { positives.reduce(0, +) }
    /// The number of negatives.
    public var negativeCount: Int { negatives.reduce(0, +) }
    /// The number of rows.
    public var count: Int { positiveCount + negativeCount }

    static let oneClass = "one class only"
}
