/// A fitted logistic regression on standardized design columns, with an optional calibration.
///
/// margin = intercept + sum of coefficients[j] * z[j]; logit = baseline + the inputs' contributions in their
/// order, where baseline = slope * intercept + calibration intercept and an input's contribution is the sum of
/// slope * coefficients[j] * z[j] over its columns, and half of that of each product that it is in. Coefficients are in logits a standard deviation.
/// With an isotonic calibration the logit is the curve's at the margin, the baseline the curve's at the intercept, and
/// contributions share the difference out in proportion to what inputs add to the margin.
/// Scoring uses only `+ - * /`, square roots and `PortableMath`: the same bits on every CPU.
public struct LogisticModel: Equatable, Sendable {
    /// What turns a row into design columns.
    public let encoder: DesignEncoder
    /// Logits a standard deviation of each column; shape (columns).
    public let coefficients: [Double]
    /// The margin where all design columns are at their means; of a product, at its own.
    public let intercept: Double
    /// The calibration, or nil where the logit is the margin.
    public let calibration: Calibration?
    /// The calibrated logit where all design columns are at their means.
    public let baseline: Double
    /// slope * coefficients, the weights of the contributions; those of the margin where the calibration is a curve.
    let calibratedCoefficients: [Double]
    /// The calibration where it is a curve.
    let curve: IsotonicCalibration?
    /// Nil where an input is no number as it is sent.
    let numberColumns: NumberColumns?

    /// What a row holds, slot by slot.
    public var inputs: [ModelInput] { encoder.inputs }
    /// The design columns, ascending by input.
    public var columns: [DesignColumn] { encoder.columns }

    /// Creates a model.
    ///
    /// - Throws: `ModelError` where shapes do not fit or a number is not within ±`DesignEncoder.limit`.
    public init(
        encoder: DesignEncoder, coefficients: [Double], intercept: Double,
        calibration: Calibration? = nil
    ) throws(ModelError) {
        try DesignEncoder.validate(coefficients, named: "coefficients", count: encoder.columns.count)
        try DesignEncoder.validate([intercept], named: "intercept", count: 1)
        try calibration?.validate()
        self.encoder = encoder
        self.coefficients = coefficients
        self.intercept = intercept
        self.calibration = calibration
        baseline = calibration?.logit(intercept) ?? intercept
        switch calibration {
        case .platt(let line)?:
            calibratedCoefficients = coefficients.map { line.slope * $0 }
            curve = nil
        case .isotonic(let curve)?:
            calibratedCoefficients = coefficients
            self.curve = curve
        case nil:
            calibratedCoefficients = coefficients
            curve = nil
        }
        numberColumns = NumberColumns(
            of: encoder, weights: coefficients, calibratedWeights: calibratedCoefficients)
    }

    /// The same model with that calibration, or with none.
    ///
    /// - Throws: `ModelError` where the calibration's numbers are not within ±`DesignEncoder.limit`, or its curve falls.
    public func calibrated(by calibration: Calibration?) throws(ModelError) -> LogisticModel {
        try LogisticModel(
            encoder: encoder, coefficients: coefficients, intercept: intercept, calibration: calibration)
    }

    /// The slot's value for a category's level; see `DesignEncoder.encode(level:input:)`.
    public func encode(level: String?, input: Int) -> Double { encoder.encode(level: level, input: input) }
}
