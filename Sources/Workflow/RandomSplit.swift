import Datasets
import Evaluation
import Features
import Learning
import LinearAlgebra
import Models

/// The same recipe on rows drawn at random: what a split that ignores time would have promised.
struct RandomSplit {
    private let settings: PipelineSettings
    private let penalty: Double
    private let rows: TimeSlicedFrame
    private let testCount: Int

    /// Pools the train and the test slice.
    ///
    /// - Parameter penalty: that of the model it is held beside, however it was chosen.
    init(_ settings: PipelineSettings, data: PreparedData, penalty: Double) {
        self.settings = settings
        self.penalty = penalty
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
        var model = settings.model ?? ModelSettings()
        model.penalty = penalty
        var random = CounterRandom(seed: model.seed, stream: "random split")
        let order = (0..<rows.rowCount).shuffled(using: &random)
        let test = rows.rows(order.prefix(testCount).sorted())
        let train = rows.rows(order.dropFirst(testCount).sorted())
        guard Set(train.labels).count == 2, Set(test.labels).count == 2 else { return nil }
        let trained = try ScorerTrainer(model).train(
            on: train.features, labels: train.labels,
            weights: settings.cutoffs?.weights(of: train.features.entities))
        let scores = try trained.model.scores(of: test.features).map(\.margin)
        return RankedCounts(try EvaluationSet(scores: scores, labels: test.labels, scale: .ranking)).auroc()
            .value
    }
}
