import Datasets
import Evaluation
import Features

/// The rows of a version's test slice with the scores that its figures were computed from, for any other program.
///
/// What `ScoresFile` reads: id, asOf, score, label, a column for each grouping, and one of the clusters where rows
/// belong together by something else than their ids.
public struct SliceScores: Sendable {
    private let table: ColumnTable

    /// Scores the slice anew, by the scorer that was evaluated.
    ///
    /// - Throws: `WorkflowError.refused` where these are not the rows of the version's evaluation, `.unusable` where a
    ///   grouping has the name of another column.
    /// - Complexity: O(events + rows x columns).
    public init(_ result: TrainingResult, pipeline: Pipeline, workspace: Workspace) throws {
        let slice = try ComparisonSlice(result, pipeline: pipeline, workspace: workspace)
        let (frame, set) = (slice.rows.frame, slice.set)
        var names = ["id", "asOf", "score", "label"]
        var columns: [Column] = [
            .texts(frame.entities.map(\.description)), .texts(frame.cutoffs.map(\.description)),
            .numbers(set.scores), .flags(set.labels),
        ]
        for grouping in set.groups {
            names.append(grouping.name)
            columns.append(.texts(grouping.values))
        }
        if let clusters = set.clusters, clusters.name != CaseClusters().name {
            names.append(clusters.name)
            // Of one length, so that they have the same order as texts and a reader's bootstrap draws the same.
            let width = String(clusters.count).count
            columns.append(
                .texts(
                    clusters.numbers.map { number in
                        let digits = String(number)
                        return String(repeating: "0", count: width - digits.count) + digits
                    }))
        }
        if let name = names.first(where: { name in names.count { $0 == name } > 1 }) {
            throw WorkflowError.unusable(
                what: "two columns of the slice's scores would be called `\(name)`",
                remedy: "give that feature another name")
        }
        table = ColumnTable(names: names, columns: columns)
    }

    /// The number of rows.
    public var count: Int { table.columns[0].count }

    /// Writes the rows, readable by their owner only, for they name who was asked about.
    ///
    /// - Parameter path: ends in `.parquet`, `.csv` or `.csv.gz`.
    /// - Throws: `DatasetError`.
    public func write(to path: String) throws { try TableFile().write(table, to: path, permissions: 0o600) }
}
