import Evaluation
import Features
import Learning
import Models

/// Holds the members of an ensemble against all of them together.
struct EnsembleComparison {
    private let fitting: Fitting
    private let evaluator: Evaluator
    private let members: [EnsembleSettings.Member]

    /// - Parameter members: the pipeline's, in the order of the fit's.
    init(_ fitting: Fitting, members: [EnsembleSettings.Member], evaluator: Evaluator) {
        self.fitting = fitting
        self.members = members
        self.evaluator = evaluator
    }

    /// The figures of an ensemble and its members; nil of a single model.
    ///
    /// - Parameters:
    ///   - stacking: the rows that weighed the members.
    ///   - test: the rows that figures are of.
    /// - Complexity: O(members * (rows * columns + paired resamples * test rows)).
    func result(
        _ trained: TrainedScorer, stacking: LabelledRows, test: LabelledRows
    ) throws -> EnsembleResult? {
        guard let ensemble = trained.ensemble else { return nil }
        let own = try evaluator.set(Self.probabilities(trained.model, test), of: test)
        return EnsembleResult(
            members: try zip(members, ensemble.members).enumerated().map { index, pair in
                let (settings, member) = pair
                let alone = try fitting.alone(member.scorer.model, on: stacking)
                return EnsembleResult.Member(
                    name: member.name, settings: settings.settings, weight: ensemble.stack.weights[index],
                    share: ensemble.stack.shares[index], stacking: try figures(alone, stacking),
                    metrics: try rows(of: alone, beside: own, test))
            },
            stacking: try figures(trained.model, stacking), rows: stacking.labels.count,
            positives: stacking.labels.count { $0 })
    }

    private static func probabilities(_ model: LogisticModel, _ rows: LabelledRows) throws -> [Double] {
        try model.scores(of: rows.frame).map(\.probability.value)
    }

    private func figures(_ model: LogisticModel, _ rows: LabelledRows) throws -> EnsembleResult.SliceFigures {
        EnsembleResult.SliceFigures(
            RankedRows(try EvaluationSet(scores: Self.probabilities(model, rows), labels: rows.labels)))
    }

    /// A member's rows on the test slice, and the ensemble's less these.
    private func rows(
        of model: LogisticModel, beside ensemble: EvaluationSet, _ test: LabelledRows
    ) throws -> [MetricRow] {
        let scores = try Self.probabilities(model, test)
        let ranked = RankedRows(try evaluator.set(scores, of: test))
        func row(_ metric: String, _ estimate: MetricEstimate) -> MetricRow {
            estimate.row(metric, slice: "test", group: MetricRow.overall, n: test.labels.count)
        }
        let differences = try evaluator.plan.overallOnly.compare(
            ensemble, to: scores, named: EnsembleResult.baseline, scale: .probability)
        let names = EnsembleResult.metrics.map {
            EvaluationPlan.differenceMetric($0, to: EnsembleResult.baseline)
        }
        return [row("auroc", ranked.auroc()), row("log_loss", ranked.logLoss())]
            + differences.filter { $0.group == MetricRow.overall && names.contains($0.metric) }
    }
}
