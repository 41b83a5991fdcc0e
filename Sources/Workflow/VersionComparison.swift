import Evaluation
import Registry
public import Reports
import Scoring
import Storage

/// Two registered versions side by side, and on the same rows where a pipeline names the data.
///
/// Figures of two versions that were measured on rows of their own stand beside each other, no more: a difference is
/// only claimed where both evaluated scorers answer the same question and scored the same rows.
public struct VersionComparison {
    private let left: TrainingResult
    private let right: TrainingResult

    /// Creates a comparison.
    public init(_ left: TrainingResult, _ right: TrainingResult) {
        self.left = left
        self.right = right
    }

    /// What is recorded of both, and what they score on the same rows.
    ///
    /// - Parameters:
    ///   - pipeline: of which one of both was trained, as it is now; nil claims no difference.
    ///   - workspace: where the pipeline's data are read.
    /// - Throws: what reading the data throws. That both may not be measured on the same rows is no error: the content
    ///   says why.
    /// - Complexity: O(size of both); with a pipeline, an import and an evaluation of both besides.
    public func content(pipeline: Pipeline?, workspace: Workspace) throws -> ComparisonContent {
        var sameRows: ComparedScores?
        var reason = "no pipeline was named, so nobody has scored both on the same rows"
        if let pipeline {
            do {
                sameRows = try onSameRows(pipeline, workspace)
            } catch WorkflowError.refused(let what, _) {
                reason = what
            }
        }
        let settings = Self.pairs(
            SettingFacts.all(in: left.lineage.settings), SettingFacts.all(in: right.lineage.settings))
        let different = settings.filter { $0.left != $0.right }
        return ComparisonContent(
            left: Self.name(left), right: Self.name(right),
            facts: Self.pairs(Self.facts(left), Self.facts(right)), settings: different,
            equalSettings: settings.count - different.count,
            data: Self.pairs(Self.sources(left), Self.sources(right)),
            slices: Self.pairs(Self.slices(left), Self.slices(right)),
            metrics: ComparedMetric.pairs(Self.ownRows(left), Self.ownRows(right)),
            coefficients: Self.pairs(Self.coefficients(left), Self.coefficients(right)),
            sameRows: sameRows, reason: sameRows == nil ? reason : nil)
    }

    // MARK: The same rows

    /// Both on the left version's test slice; on the right one's where the left one's is not to be had.
    private func onSameRows(_ pipeline: Pipeline, _ workspace: Workspace) throws -> ComparedScores {
        guard Self.label(left.lineage.settings) == Self.label(right.lineage.settings) else {
            throw WorkflowError.refused(
                what:
                    "\(Self.name(left)) and \(Self.name(right)) answer different questions: their labels differ",
                remedy: "compare versions that were trained for the same label")
        }
        do {
            return try scores(onSliceOf: left, pipeline, workspace)
        } catch WorkflowError.refused(let first, _) {
            do {
                return try scores(onSliceOf: right, pipeline, workspace)
            } catch WorkflowError.refused(let second, let remedy) {
                let both = first == second ? first : "\(first); and \(second)"
                throw WorkflowError.refused(what: both, remedy: remedy)
            }
        }
    }

    private func scores(
        onSliceOf owner: TrainingResult, _ pipeline: Pipeline, _ workspace: Workspace
    ) throws -> ComparedScores {
        let ownsLeft = owner.version.digest == left.version.digest
        let slice = try ComparisonSlice(owner, pipeline: pipeline, workspace: workspace)
        let other = try RescoredVersion((ownsLeft ? right : left).version, .evaluated, on: slice)
        let evaluator = slice.evaluator
        let others = try evaluator.set(other.scores, of: slice.rows)
        let (leftSet, rightSet) = ownsLeft ? (slice.set, others) : (others, slice.set)
        let baseline = "right"
        let differences = try evaluator.plan.compare(
            leftSet, to: rightSet.scores, named: baseline, scale: .probability)
        let suffix = EvaluationPlan.differenceMetric("", to: baseline)
        let byMetric = Dictionary(
            differences.filter { $0.group == MetricRow.overall }.map {
                (String($0.metric.dropLast(suffix.count)), $0)
            }, uniquingKeysWith: { first, _ in first })
        let test = owner.lineage.slices.first { $0.name == "test" }
        return ComparedScores(
            slice: Self.name(owner), span: test.map(Self.span) ?? "", rows: slice.rows.labels.count,
            cluster: leftSet.clusters?.name, plan: evaluator.plan,
            metrics: ComparedMetric.pairs(
                try evaluator.plan.evaluate(leftSet), try evaluator.plan.evaluate(rightSet),
                differences: byMetric),
            leftCurves: EvaluationCurves(leftSet), rightCurves: EvaluationCurves(rightSet))
    }
}
