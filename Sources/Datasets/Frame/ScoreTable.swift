public import Evaluation
public import Features

/// Scores of any model: who, as of when, how likely, and what happened where that is known.
public struct ScoreTable: Equatable, Sendable {
    /// The entity's id a row.
    public var ids: [String]
    /// As of when the score was made.
    public var asOf: [Instant]
    /// The score a row; finite.
    public var scores: [Double]
    /// What happened, where the file says.
    public var labels: [Bool]?
    /// Further columns, each a partition of the rows.
    public var groups: [Grouping]

    /// Creates a table.
    ///
    /// - Precondition: all columns have the same count.
    public init(
        ids: [String], asOf: [Instant], scores: [Double], labels: [Bool]? = nil, groups: [Grouping] = []
    ) {
        precondition(asOf.count == ids.count && scores.count == ids.count)
        precondition(labels.map { $0.count == ids.count } ?? true)
        precondition(groups.allSatisfy { $0.values.count == ids.count })
        self.ids = ids
        self.asOf = asOf
        self.scores = scores
        self.labels = labels
        self.groups = groups
    }

    /// Writes the columns `id`, `asOf`, `score`, `label` and the groups.
    ///
    /// - Throws: `DatasetError.file`.
    public func write(to path: String) throws(DatasetError) {
        var names = ["id", "asOf", "score"]
        var columns: [Column] = [
            .texts(ids), .instants(asOf.map(\.microseconds)), .numbers(scores),
        ]
        if let labels {
            names.append("label")
            columns.append(.flags(labels))
        }
        for group in groups {
            names.append(group.name)
            columns.append(.texts(group.values))
        }
        try TableFile().write(ColumnTable(names: names, columns: columns), to: path)
    }
}
