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
    /// - Throws: `EvaluationError`, among others for a score outside 0...1 that is said to be a probability.
    public func evaluate(_ plan: EvaluationPlan, scale: ScoreScale) throws -> EvaluationDocument {
        let set = try EvaluationSet(
            scores: table.scores, labels: table.labels ?? [], groups: table.groups, scale: scale)
        return EvaluationDocument(
            formatVersion: 1, metrics: try plan.evaluate(set), rules: [], curves: EvaluationCurves(set))
    }
}
