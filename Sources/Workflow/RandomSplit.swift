import Datasets
import Evaluation
import Features
import Learning
import LinearAlgebra
import Models

/// The same recipe on rows drawn at random: what a split that ignores time would have promised.
struct RandomSplit {
    private let settings: PipelineSettings
    private let fitted: TrainedScorer
    private let rows: TimeSlicedFrame
    private let testCount: Int

    /// Pools the train and the test slice.
    ///
    /// - Parameter fitted: what it is held beside; its penalties are taken, and an ensemble's weights, however they were found.
    init(_ settings: PipelineSettings, data: PreparedData, beside fitted: TrainedScorer) {
        self.settings = settings
        self.fitted = fitted
        let train = data.frame.indices(of: .train)
        let test = data.frame.indices(of: .test)
        rows = data.frame.rows(train + test)
        testCount = test.count
    }

    /// The AUROC on as many random rows as the test slice has, of a model trained on the rest.
    ///
    /// - Returns: nil where a part has one class only. Depends on the seed of the `model` section.
    /// - Complexity: that of a training.
    func auroc() throws -> Double? {
        let model = settings.model ?? ModelSettings()
        var random = CounterRandom(seed: model.seed, stream: "random split")
        let order = (0..<rows.rowCount).shuffled(using: &random)
        let test = rows.rows(order.prefix(testCount).sorted())
        let train = rows.rows(order.dropFirst(testCount).sorted())
        guard Set(train.labels).count == 2, Set(test.labels).count == 2 else { return nil }
        let scores = try self.model(of: model, on: train).scores(of: test.features).map(\.margin)
        return RankedCounts(try EvaluationSet(scores: scores, labels: test.labels, scale: .ranking)).auroc()
            .value
    }

    private func model(of settings: ModelSettings, on rows: TimeSlicedFrame) throws -> LogisticModel {
        guard let ensemble = fitted.ensemble else {
            return try train(settings, penalty: fitted.penalty, on: rows)
        }
        let members = settings.ensemble?.members ?? []
        return try ensemble.weighing(
            zip(members, ensemble.members).map { member, fitted in
                try train(settings.settings(of: member), penalty: fitted.scorer.penalty, on: rows)
            })
    }

    private func train(
        _ settings: ModelSettings, penalty: Double?, on rows: TimeSlicedFrame
    ) throws -> LogisticModel {
        var settings = settings
        settings.penalty = penalty ?? settings.penalty
        return try ScorerTrainer(settings).train(
            on: rows.features, labels: rows.labels,
            weights: self.settings.cutoffs?.weights(of: rows.features.entities)
        ).model
    }
}
