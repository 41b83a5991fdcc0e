import Datasets
public import Evaluation
import Features
import Learning
import Models
public import Registry
import Scoring
import Storage

/// A version measured on the locked slice: every look is written down before anybody sees the figures.
public struct LockedEvaluation: Sendable {
    /// The served scorer's metric rows, under the slice `locked`.
    public let rows: [MetricRow]
    /// How often anybody has looked at the model's locked slice, this time included.
    public let looks: Int
    /// The slice.
    public let slice: Lineage.SliceLineage

    /// Measures a version, and writes the look down.
    ///
    /// - Parameters:
    ///   - result: the version.
    ///   - pipeline: whose locked slice, label and evaluation plan.
    ///   - decision: who looks, when and why.
    /// - Throws: `WorkflowError.unusable` where the pipeline has no locked slice, `.refused` where it is not the one
    ///   that the version was trained from; nothing is written down then.
    public init(
        _ result: TrainingResult, pipeline: Pipeline, workspace: Workspace, by decision: Decision
    ) throws {
        guard pipeline.settings.slices?.locked != nil else {
            throw WorkflowError.unusable(
                what: "\(pipeline.file) has no locked slice",
                remedy: "add slices.locked, later than the test slice, before anybody knows its answers")
        }
        try Self.refuseOtherRecipe(result, try pipeline.embedded(in: workspace.registry))
        let room = try DataRoom(pipeline, workspace: workspace)
        let data = try room.prepare()
        guard let slice = data.summaries.first(where: { $0.name == SliceName.locked.rawValue }),
            let cases = data.plan?.cases(in: .locked)
        else {
            throw WorkflowError.unusable(
                what: "the locked slice has no rows yet", remedy: "wait until its labels are mature")
        }
        // Groups and rules go by the pipeline's features, some of which a version may do without.
        let frame = try room.frame(cases, features: nil)
        let inputs = try room.frame(cases, features: result.package.features, having: frame)
        let scores = try result.package.model.scores(of: inputs).map(\.probability.value)
        let evaluator = try Evaluator(room, data)
        let set = try evaluator.set(
            scores, of: (frame: frame, labels: cases.map { $0.label == .positive }))
        var rows = try evaluator.plan.evaluate(set, slice: SliceName.locked.rawValue)
        if let first = result.document.rules.first, let theirs = evaluator.scores(of: first, frame) {
            rows += try evaluator.plan.compare(
                set, to: theirs, named: "rule", slice: SliceName.locked.rawValue)
        }
        self.rows = rows
        self.slice = slice
        looks = try workspace.registry.model(pipeline.name).look(
            version: result.version.version, slice: "\(slice.from) to \(slice.to)",
            figures: Digest(of: try CanonicalJSON.encode(rows)), by: decision)
    }

    /// Refuses a pipeline, or a points file, that says otherwise than the version's recipe.
    ///
    /// The slice, the label and the rule would be others than those that the version was judged by. The data may have
    /// grown since.
    private static func refuseOtherRecipe(_ result: TrainingResult, _ pipeline: Pipeline) throws {
        let recipe = try Recipe(
            pipeline.settings, reference: try pipeline.reference()?.settings, points: try pipeline.points(),
            data: result.lineage.digests, exploratory: result.lineage.exploratory)
        if try recipe.digest != result.version.manifest.recipeDigest {
            throw WorkflowError.refused(
                what:
                    "version \(result.version.version) was not trained from \(pipeline.file), its points file and "
                    + "its reference as they are now, or by another release",
                remedy: "restore them as they were, train again, or name another version by --version")
        }
    }
}
