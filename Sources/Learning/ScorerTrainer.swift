import Arithmetic
public import Features
public import Models

/// Trains a scorer: preprocessing and logistic regression on the training slice, calibration on a later one.
///
/// A model's coefficients are logits a standard deviation of a number over the training rows, or logits of an
/// indicator against its absence. Those of evidence are fitted to what rows of other entities say, out of 5 folds.
public struct ScorerTrainer: Sendable {
    /// The checked settings.
    public let settings: ModelSettings
    let preprocessor: Preprocessor
    private let regression: LogisticRegression

    /// Creates the trainer.
    ///
    /// - Parameters:
    ///   - settings: the pipeline's `model` section.
    ///   - concurrency: threads at most, above 0; nil takes one a processor. The bits do not depend on it.
    /// - Throws: `ConfigurationError` for a setting out of its range.
    public init(
        _ settings: ModelSettings = ModelSettings(),
        concurrency: Int? = nil
    ) throws(ConfigurationError) {
        self.settings = settings
        preprocessor = try Preprocessor(
            Preprocessor.Configuration(
                inputs: settings.inputs, interactions: settings.interactions,
                minimumCount: settings.minimumCount))
        regression = try LogisticRegression(
            LogisticRegression.Configuration(
                penalty: settings.penalty, l1Ratio: settings.l1Ratio ?? 0,
                classWeights: settings.classWeights, solver: settings.solver ?? .automatic,
                maximumIterations: settings.maximumIterations),
            concurrency: concurrency)
        try settings.strength?.check()
        if let halfLife = settings.halfLife, halfLife.microseconds <= 0 {
            throw ConfigurationError(key: "halfLife", requirement: "a span of time above 0, such as 180d")
        }
    }

    /// The regression at another strength than the settings'.
    ///
    /// - Precondition: the strength is among the candidates that were checked, or the settings'.
    func regression(penalty: Double, standardErrors: Bool = true) -> LogisticRegression {
        var configuration = regression.configuration
        configuration.penalty = penalty
        configuration.standardErrors = standardErrors
        return LogisticRegression(checked: configuration, concurrency: regression.concurrency)
    }

    /// The rows' weights, each times what its age leaves of it; nil where all count 1.
    func decayed(_ weights: [Double]?, _ frame: FeatureFrame) -> [Double]? {
        guard let halfLife = settings.halfLife, let newest = frame.cutoffs.max() else { return weights }
        return frame.cutoffs.indices.map { row in
            let age = Double((newest - frame.cutoffs[row]).microseconds)
            return (weights?[row] ?? 1) * PortableMath.exp2(-age / Double(halfLife.microseconds))
        }
    }

    /// Trains on the rows of the training slice.
    ///
    /// - Parameters:
    ///   - frame: the training rows only; whatever is fitted is fitted on them.
    ///   - labels: shape (rows); true is the positive outcome.
    ///   - weights: how much each row counts in the fit of the coefficients, shape (rows), finite and not below 0; nil
    ///     stands for 1 each. Medians, means, standard deviations and evidence are those of the rows, each counted once.
    ///   - features: where inputs take their unit and sentence from; nil for none.
    ///   - strength: the penalty that was chosen, and how; nil takes the settings' penalty.
    ///   - groups: who belongs together beyond one entity, by number; shape (rows); nil where nobody does.
    /// - Returns: an uncalibrated model with what there is to report.
    /// - Throws: `LearningError`.
    /// - Complexity: O(iterations * rows * columns^2).
    public func train(
        on frame: FeatureFrame, labels: [Bool], weights: [Double]? = nil, features: FeatureSet? = nil,
        strength: StrengthChoice? = nil, groups: [Int]? = nil
    ) throws(LearningError) -> TrainedScorer {
        let preprocessing = try preprocessor.fit(frame, labels: labels, features: features)
        let encoder = preprocessing.encoder
        let penalty = strength?.penalty ?? settings.penalty
        // Of rows that count by outcome or age the inverse Hessian says nothing: it takes a weight for so many rows.
        let hasErrors = settings.classWeights == nil && settings.halfLife == nil
        let fit = try regression(penalty: penalty, standardErrors: hasErrors).fit(
            design: try preprocessing.trainingDesign(of: frame, labels: labels, groups: groups),
            labels: labels,
            weights: decayed(weights, frame))
        do {
            let model = try LogisticModel(
                encoder: encoder, coefficients: fit.coefficients, intercept: fit.intercept)
            return TrainedScorer(
                model: model, fit: fit, droppedColumns: preprocessing.droppedColumns,
                evidence: preprocessing.evidence.sorted { $0.key < $1.key }.map { column, evidence in
                    evidence.weighted(
                        coefficient: fit.coefficients[column], mean: encoder.mean[column],
                        scale: encoder.scale[column],
                        interacts: encoder.columns.contains { $0.isProduct(with: column) })
                }, estimatedColumns: preprocessing.estimatedColumns, penalty: penalty, strength: strength)
        } catch {
            throw .invalidModel(error)
        }
    }

    /// Calibrates a model on rows later than those it was trained on.
    ///
    /// - Parameters:
    ///   - model: a model without calibration; one it has is replaced.
    ///   - frame: the rows of the calibration slice.
    ///   - labels: shape (rows).
    ///   - method: `none` returns the model without a calibration.
    /// - Throws: `LearningError`, among others where all labels or all margins are equal.
    /// - Complexity: O(rows * columns).
    public func calibrate(
        _ model: LogisticModel, on frame: FeatureFrame, labels: [Bool], method: CalibrationMethod = .platt
    ) throws(LearningError) -> LogisticModel {
        var calibration: Calibration?
        if method != .none {
            let margins = try model.scores(of: frame).map(\.margin)
            calibration =
                method == .isotonic
                ? .isotonic(
                    try IsotonicCalibrator(concurrency: regression.concurrency).fit(
                        margins: margins, labels: labels))
                : .platt(
                    try PlattCalibrator(concurrency: regression.concurrency).fit(
                        margins: margins, labels: labels))
        }
        do {
            return try model.calibrated(by: calibration)
        } catch {
            throw .invalidModel(error)
        }
    }
}
