import Datasets
import Evaluation
import Features
import Learning
import Models
import Registry
import Scoring
import Storage

/// A candidate's test slice, with its scores on it: where other versions are measured to be compared with it.
///
/// The rows are those of the candidate's evaluation or there is no slice: the same settings, the same data files, and
/// the same figure from the same scorer.
struct ComparisonSlice {
    let lineage: Lineage
    let room: DataRoom
    let rows: LabelledRows
    /// The candidate's evaluated scores.
    let set: EvaluationSet
    let evaluator: Evaluator
    /// The cases behind the rows; nil for a plain table.
    private let cases: [Case]?

    /// Reads the pipeline's data.
    ///
    /// - Throws: `WorkflowError.refused` where these are not the rows of the candidate's evaluation.
    init(_ candidate: TrainingResult, pipeline: Pipeline, workspace: Workspace) throws {
        lineage = candidate.lineage
        if try Recipe.deciding(pipeline.settings) != lineage.settings {
            throw WorkflowError.refused(
                what: "version \(candidate.version.version) was not trained from this pipeline as it is now",
                remedy: "name the pipeline file that it was trained from")
        }
        room = try DataRoom(pipeline, workspace: workspace)
        if room.digests != lineage.digests {
            throw WorkflowError.refused(
                what: "the data are not those that version \(candidate.version.version) was evaluated on",
                remedy: "train on the data there are now")
        }
        let data = try room.prepare()
        rows = try data.rows(in: .test)
        cases = data.plan?.cases(in: .test)
        evaluator = try Evaluator(room, data)
        let package = try candidate.version.package(.evaluated)
        let scores = try package.model.scores(of: rows.frame).map(\.probability.value)
        set = try evaluator.set(scores, of: rows)
        // The bits of a sum may differ between machines, the rows may not.
        let mean = scores.reduce(0, +) / Double(scores.count)
        guard let recorded = candidate.document.row("mean_probability"), recorded.n == scores.count,
            let value = recorded.value, abs(value - mean) < 1e-9
        else {
            throw WorkflowError.refused(
                what:
                    "the scores of version \(candidate.version.version) on its test slice are not those it was evaluated by",
                remedy: "check the registry by `leadline registry verify`, and train again")
        }
    }

    /// The first cutoff; nil for a plain table.
    var first: Instant? { cases == nil ? nil : rows.frame.cutoffs.first }

    /// The rows with other definitions' features.
    ///
    /// - Throws: `WorkflowError.refused` where the data have not what the definitions read.
    func frame(_ features: FeatureSet?) throws -> FeatureFrame {
        switch (cases, features) {
        case (nil, nil): return rows.frame
        case (let cases?, let features?):
            do {
                try room.pipeline.check(features)
            } catch {
                throw WorkflowError.refused(
                    what: "the data of this pipeline do not have what its features read",
                    remedy: "compare with a version of the same sources")
            }
            return try room.frame(cases, features: features, having: rows.frame)
        default:
            throw WorkflowError.refused(
                what: features == nil ? "it scores rows of a table" : "it scores events, not rows of a table",
                remedy: "compare with a version of the same kind of data")
        }
    }
}
