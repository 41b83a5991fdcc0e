import Datasets
import Evaluation
import Features
import Learning
import Models

/// Rows with their labels.
typealias LabelledRows = (frame: FeatureFrame, labels: [Bool])

/// The one way a pipeline's scorer is fitted: for a version, for a fold of a backtest, and for what is served.
struct Fitting {
    private let trainer: ScorerTrainer
    /// Nil for a single model.
    private let ensemble: EnsembleTrainer?
    private let settings: PipelineSettings
    /// Who may be in one slice only; nil where anyone may be in several.
    private let apart: CaseClusters?

    /// - Parameters:
    ///   - apart: who may be in one slice only, and so on one side of a split by which a strength is chosen, and in one fold of
    ///     evidence.
    ///   - concurrency: threads at most; nil takes one a processor.
    init(_ settings: PipelineSettings, apart: CaseClusters? = nil, concurrency: Int? = nil) throws {
        self.settings = settings
        self.apart = apart
        let model = settings.model ?? ModelSettings()
        trainer = try ScorerTrainer(model, concurrency: concurrency)
        ensemble = try EnsembleTrainer(model, concurrency: concurrency)
    }

    private var method: CalibrationMethod { settings.calibration?.method ?? .platt }

    /// Whether anything is fitted to a slice between train and test: the calibration, or the weights of an ensemble.
    var takesCalibrateSlice: Bool { method != .none || ensemble != nil }

    /// Fits on train rows; weighs the members of an ensemble, and calibrates, on later ones.
    ///
    /// - Parameters:
    ///   - train: the rows of the train slice.
    ///   - labelEnds: the first instant after each train row's label window, by which a strength is chosen.
    ///   - calibrate: asked for only where the pipeline calibrates, or weighs members.
    func fit(
        train: LabelledRows, labelEnds: [Instant], calibrate: () throws -> LabelledRows
    ) throws -> TrainedScorer {
        let groups = apart?.clustering(of: train.frame).numbers.map(Int.init)
        guard let ensemble else {
            var trained = try fit(trainer, train, labelEnds, groups)
            if takesCalibrateSlice {
                trained.model = try calibrated(trained.model, on: try calibrate())
            }
            return trained
        }
        let members = try ensemble.members.map { member in
            do {
                return try fit(member.trainer, train, labelEnds, groups)
            } catch let error as LearningError {
                throw LearningError.member(member.name, error)
            }
        }
        let rows = try calibrate()
        // Each row counts 1, as in the calibration that follows.
        var trained = try ensemble.stack(members, on: rows.frame, labels: rows.labels)
        trained.model = try calibrated(trained.model, on: rows)
        return trained
    }

    /// Calibrates a model as the pipeline says.
    func calibrated(_ model: LogisticModel, on rows: LabelledRows) throws -> LogisticModel {
        try trainer.calibrate(model, on: rows.frame, labels: rows.labels, method: method)
    }

    /// A member of an ensemble by itself, calibrated as the ensemble is; by a line where the pipeline does not calibrate, since the
    /// ensemble's weights and intercept are one, and not at all where it tells no rows apart.
    func alone(_ member: LogisticModel, on rows: LabelledRows) throws -> LogisticModel {
        do {
            return try trainer.calibrate(
                member, on: rows.frame, labels: rows.labels, method: method == .none ? .platt : method)
        } catch LearningError.constantMargins {
            return member
        }
    }

    private func fit(
        _ trainer: ScorerTrainer, _ train: LabelledRows, _ labelEnds: [Instant],
        _ groups: [Int]?
    ) throws -> TrainedScorer {
        let strength = try trainer.chooseStrength(
            on: train.frame, labels: train.labels, weights: weights, labelEnds: labelEnds,
            embargo: settings.slices?.embargo ?? .days(0),
            groups: groups)
        return try trainer.train(
            on: train.frame, labels: train.labels, weights: weights(of: train.frame),
            features: settings.features,
            strength: strength, groups: groups)
    }

    /// How much each row counts, as the cutoffs say; nil where each counts 1.
    func weights(of frame: FeatureFrame) -> [Double]? { settings.cutoffs?.weights(of: frame.entities) }
}
