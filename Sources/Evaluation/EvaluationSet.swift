/// Scores beside what happened: the checked input of every metric.
///
/// Higher scores mean likelier positives.
public struct EvaluationSet: Equatable, Sendable {
    /// One finite score a row, in (n_rows).
    public let scores: [Double]
    /// Whether the row turned out positive, in (n_rows).
    public let labels: [Bool]
    /// Partitions of the rows, each in (n_rows).
    public let groups: [Grouping]
    /// What the scores mean.
    public let scale: ScoreScale
    /// Which rows belong together; nil where each row is independent of the others.
    public let clusters: Clustering?
    /// The cutoff of each row where the capacity is meant for each of them; nil where it is for all rows.
    public let lists: CutoffLists?
    /// The month of each row, (n_rows); nil where they are not told apart.
    public let months: Grouping?
    /// The days from the question to the outcome, (n_rows), nil for rows without; nil where that is not known.
    public let outcomeDays: [Double?]?

    /// Checks and keeps rows.
    ///
    /// - Parameters:
    ///   - scores: (n_rows), finite; in 0...1 when `scale` is `.probability`.
    ///   - labels: (n_rows).
    ///   - groups: partitions of the rows, each (n_rows), names distinct.
    ///   - scale: what the scores mean.
    ///   - clusters: which rows belong together, (n_rows); nil, or a row each, makes rows independent.
    ///   - lists: the cutoffs at which the capacity is worked anew, (n_rows); nil, or one cutoff, makes one list.
    ///   - months: `2024-03` for one, (n_rows); nil, or one month, tells none apart.
    ///   - outcomeDays: days from the question to the outcome, (n_rows); a finite number for positive rows and for no other.
    /// - Throws: `EvaluationError` for no rows, unequal counts, a score out of range, a repeated grouping.
    ///   A set with one class only is accepted: what it leaves undefined is reported as undefined.
    /// - Complexity: O(n).
    public init(
        scores: [Double], labels: [Bool], groups: [Grouping] = [], scale: ScoreScale = .probability,
        clusters: Clustering? = nil, lists: CutoffLists? = nil,
        months: [String]? = nil, outcomeDays: [Double?]? = nil
    ) throws(EvaluationError) {
        if scores.isEmpty { throw .noRows }
        if labels.count != scores.count {
            throw .countMismatch(field: "labels", expected: scores.count, found: labels.count)
        }
        if let clusters, clusters.numbers.count != scores.count {
            throw .countMismatch(
                field: clusters.name, expected: scores.count, found: clusters.numbers.count)
        }
        if let lists, lists.numbers.count != scores.count {
            throw .countMismatch(field: "cutoffs", expected: scores.count, found: lists.numbers.count)
        }
        if let months, months.count != scores.count {
            throw .countMismatch(field: "months", expected: scores.count, found: months.count)
        }
        if let outcomeDays, outcomeDays.count != scores.count {
            throw .countMismatch(field: "outcomes", expected: scores.count, found: outcomeDays.count)
        }
        if let outcomeDays,
            let row = labels.indices.first(where: { (outcomeDays[$0]?.isFinite ?? false) != labels[$0] })
        {
            throw .outcomeMismatch(row: row, isPositive: labels[row])
        }
        var names: Set<String> = []
        for group in groups {
            if group.values.count != scores.count {
                throw .countMismatch(field: group.name, expected: scores.count, found: group.values.count)
            }
            if !names.insert(group.name).inserted { throw .duplicateGrouping(name: group.name) }
        }
        for row in scores.indices {
            if !scores[row].isFinite { throw .scoreNotFinite(row: row) }
            if scale == .probability, scores[row] < 0 || scores[row] > 1 {
                throw .scoreNotProbability(row: row)
            }
        }
        self.scores = scores
        self.labels = labels
        self.groups = groups
        self.scale = scale
        self.clusters = clusters.flatMap { $0.joinsRows ? $0 : nil }
        self.lists = lists.flatMap { $0.names.count > 1 ? $0 : nil }
        self.outcomeDays = outcomeDays
        self.months = months.flatMap { months in
            months.contains { $0 != months[0] } ? Grouping(name: "month", values: months) : nil
        }
    }

    /// The number of rows.
    public var count: Int { scores.count }
}
