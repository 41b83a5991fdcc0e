import Datasets
import Features
import Learning
import Models

/// Rows with their labels.
typealias LabelledRows = (frame: FeatureFrame, labels: [Bool])

/// The one way a pipeline's scorer is fitted: for a version, for a fold of a backtest, and for what is served.
struct Fitting {
    private let trainer: ScorerTrainer
    private let settings: PipelineSettings

    /// - Parameter concurrency: threads at most; nil takes one a processor.
    init(_ settings: PipelineSettings, concurrency: Int? = nil) throws {
        self.settings = settings
        trainer = try ScorerTrainer(settings.model ?? ModelSettings(), concurrency: concurrency)
    }

    /// Whether the logit is calibrated on a slice of its own.
    var isCalibrated: Bool { (settings.calibration?.method ?? .platt) != .none }

    /// Fits on train rows and calibrates on later ones.
    ///
    /// - Parameters:
    ///   - train: the rows of the train slice.
    ///   - labelEnds: the first instant after each train row's label window, by which a strength is chosen.
    ///   - calibrate: asked for only where the pipeline calibrates.
    func fit(
        train: LabelledRows, labelEnds: [Instant], calibrate: () throws -> LabelledRows
    ) throws -> TrainedScorer {
        let strength = try trainer.chooseStrength(
            on: train.frame, labels: train.labels, weights: weights, labelEnds: labelEnds,
            embargo: settings.slices?.embargo ?? .days(0))
        var trained = try trainer.train(
            on: train.frame, labels: train.labels, weights: weights(of: train.frame),
            features: settings.features,
            strength: strength)
        if isCalibrated {
            let rows = try calibrate()
            trained.model = try trainer.calibrate(
                trained.model, on: rows.frame, labels: rows.labels,
                method: settings.calibration?.method ?? .platt)
        }
        return trained
    }

    /// How much each row counts, as the cutoffs say; nil where each counts 1.
    func weights(of frame: FeatureFrame) -> [Double]? { settings.cutoffs?.weights(of: frame.entities) }
}
