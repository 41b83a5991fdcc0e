public import Datasets
public import Features
import Models
public import Scoring

/// Scores everybody of a pipeline who is eligible at a time.
public struct BatchScoring: Sendable {
    /// The scored, best first; ties by key.
    public let leads: [ScoredLead]

    /// Scores a frame.
    ///
    /// - Parameters:
    ///   - frame: one row an entity.
    ///   - package: the scorer.
    /// - Complexity: O(rows x design columns + rows log rows).
    public init(_ frame: FeatureFrame, by package: ScorerPackage) throws {
        let scores = try FrameScores(frame, by: package.model)
        leads = (0..<frame.rowCount).map { row in
            let explanation = scores.explanation(row)
            return ScoredLead(
                entity: frame.entities[row], asOf: frame.cutoffs[row], explanation: explanation,
                reasons: Reasons.raising(explanation, inputs: scores.inputs(row), model: package.model))
        }.sorted { ($1.explanation.score.logit, $0.entity) < ($0.explanation.score.logit, $1.entity) }
    }

    /// The scores as a table for a file: id, asOf, score (uncalibrated), probability, logit, rank and reasons.
    ///
    /// - Parameter version: the version that scored, in every row.
    public func table(version: Int) -> ColumnTable {
        func reason(_ index: Int) -> Column {
            .texts(leads.map { $0.reasons.indices.contains(index) ? $0.reasons[index] : nil })
        }
        return ColumnTable(
            names: [
                "id", "asOf", "score", "probability", "logit", "rank", "reason_1", "reason_2", "reason_3",
                "version",
            ],
            columns: [
                .texts(leads.map(\.entity.description)), .texts(leads.map(\.asOf.description)),
                .numbers(leads.map { $0.explanation.score.uncalibratedProbability.value }),
                .numbers(leads.map(\.probability)), .numbers(leads.map(\.explanation.score.logit)),
                .integers(leads.indices.map { Int64($0 + 1) }), reason(0), reason(1), reason(2),
                .integers(leads.map { _ in Int64(version) }),
            ])
    }
}
