import Datasets
public import Evaluation

/// A file of any model's scores: columns id, asOf, score, label and groups.
public struct ScoresFile: Sendable {
    private let table: ScoreTable

    /// Reads a file.
    ///
    /// - Parameter path: CSV or Parquet.
    /// - Throws: `DatasetError` naming file, line, column and remedy.
    public init(_ path: String) throws { table = try ScoreTable.read(path) }

    /// Measures the scores as the only slice, `test`.
    ///
    /// - Parameters:
    ///   - plan: what to measure; its `cluster` is a column whose equal values make rows belong together, such as one
    ///     of accounts, `id` unless given. A row without a value there belongs to its id.
    ///   - scale: what the scores mean.
    /// - Throws: `EvaluationError`, among others for a score outside 0...1 that is said to be a probability, and
    ///   `WorkflowError.unusable` for a column that is not there.
    public func evaluate(_ plan: EvaluationPlan, scale: ScoreScale) throws -> EvaluationDocument {
        let set = try EvaluationSet(
            scores: table.scores, labels: table.labels ?? [], groups: table.groups, scale: scale,
            clusters: try clusters(by: plan.cluster),
            months: try months())
        return EvaluationDocument(
            formatVersion: 1, metrics: try plan.evaluate(set), cluster: set.clusters?.name, rules: [],
            curves: EvaluationCurves(set))
    }

    private func months() throws -> [String] {
        try ZonedDays(table.asOf, zone: "UTC").dates(of: table.asOf).map { String($0.dropLast(3)) }
    }

    private func clusters(by column: String?) throws -> Clustering {
        guard let column, column != "id" else { return Clustering(name: "id", keys: table.ids) }
        guard let values = table.groups.first(where: { $0.name == column })?.values else {
            throw WorkflowError.unusable(
                what: "--cluster: there is no column `\(column)`",
                remedy: "name one of: \((["id"] + table.groups.map(\.name)).joined(separator: ", "))")
        }
        // The first letter keeps a value apart from an id of the same text.
        return Clustering(
            name: column, keys: zip(values, table.ids).map { value, id in value.map { "v" + $0 } ?? "i" + id }
        )
    }
}
