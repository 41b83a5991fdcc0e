/// A fitted logistic regression on standardized design columns, with an optional calibration.
///
/// margin = intercept + sum of coefficients[j] * z[j]; logit = baseline + the inputs' contributions in their
/// order, where baseline = slope * intercept + calibration intercept and an input's contribution is the sum of
/// slope * coefficients[j] * z[j] over its columns. Coefficients are in logits a standard deviation.
/// Scoring uses only `+ - * /`, square roots and `PortableMath`: the same bits on every CPU.
public struct LogisticModel: Equatable, Sendable {
    /// What turns a row into design columns.
    public let encoder: DesignEncoder
    /// Logits a standard deviation of each column; shape (columns).
    public let coefficients: [Double]
    /// The margin of a row at the training means.
    public let intercept: Double
    /// The calibration, or nil where the logit is the margin.
    public let calibration: PlattCalibration?
    /// The calibrated logit of a row at the training means.
    public let baseline: Double
    /// slope * coefficients, the weights of the contributions.
    let calibratedCoefficients: [Double]

    /// What a row holds, slot by slot.
    public var inputs: [ModelInput] { encoder.inputs }
    /// The design columns, ascending by input.
    public var columns: [DesignColumn] { encoder.columns }

    /// Creates a model.
    ///
    /// - Throws: `ModelError` where shapes do not fit or a number is not within ±`DesignEncoder.limit`.
    public init(
        encoder: DesignEncoder, coefficients: [Double], intercept: Double,
        calibration: PlattCalibration? = nil
    ) throws(ModelError) {
        try DesignEncoder.validate(coefficients, named: "coefficients", count: encoder.columns.count)
        try DesignEncoder.validate([intercept], named: "intercept", count: 1)
        let line = calibration ?? PlattCalibration(slope: 1, intercept: 0)
        try DesignEncoder.validate([line.slope, line.intercept], named: "calibration", count: 2)
        self.encoder = encoder
        self.coefficients = coefficients
        self.intercept = intercept
        self.calibration = calibration
        baseline = line.slope * intercept + line.intercept
        calibratedCoefficients = coefficients.map { line.slope * $0 }
    }

    /// The same model with that calibration, or with none.
    ///
    /// - Throws: `ModelError` where the line's numbers are not within ±`DesignEncoder.limit`.
    public func calibrated(by calibration: PlattCalibration?) throws(ModelError) -> LogisticModel {
        try LogisticModel(
            encoder: encoder, coefficients: coefficients, intercept: intercept, calibration: calibration)
    }

    /// The slot's value for a category's level; see `DesignEncoder.encode(level:input:)`.
    public func encode(level: String?, input: Int) -> Double { encoder.encode(level: level, input: input) }
}
