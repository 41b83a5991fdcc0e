extension LogisticModel {
    /// Everything of a model but its numbers: what `model.json` holds.
    public struct Description: Codable, Equatable, Sendable {
        /// What a row holds, slot by slot.
        public var inputs: [ModelInput]
        /// The design columns, ascending by input; then products of them.
        public var columns: [DesignColumn]
        /// Whether the weights hold a calibration.
        public var calibration: CalibrationMethod

        /// Creates a description.
        public init(inputs: [ModelInput], columns: [DesignColumn], calibration: CalibrationMethod) {
            self.inputs = inputs
            self.columns = columns
            self.calibration = calibration
        }
    }

    /// A model's numbers: what `weights.safetensors` holds.
    public struct Weights: Equatable, Sendable {
        /// Shape (columns).
        public var coefficients: [Double]
        /// The margin where all design columns are at their means.
        public var intercept: Double
        /// Shape (columns).
        public var fill: [Double]
        /// Shape (columns).
        public var mean: [Double]
        /// Shape (columns).
        public var scale: [Double]
        /// The line or the curve; nil where the description says `none`.
        public var calibration: Calibration?

        /// Creates weights.
        public init(
            coefficients: [Double], intercept: Double, fill: [Double], mean: [Double], scale: [Double],
            calibration: Calibration?
        ) {
            self.coefficients = coefficients
            self.intercept = intercept
            self.fill = fill
            self.mean = mean
            self.scale = scale
            self.calibration = calibration
        }
    }

    /// Creates a model from what files hold.
    ///
    /// - Throws: `ModelError` where the two do not fit each other or a number is out of range: no file can make
    ///   scoring trap.
    public init(description: Description, weights: Weights) throws(ModelError) {
        guard description.calibration == weights.calibration?.method ?? .none else {
            throw .wrongCount(
                of: "calibration", expected: description.calibration == .none ? 0 : 2,
                found: weights.calibration == nil ? 0 : 2)
        }
        let encoder = try DesignEncoder(
            inputs: description.inputs, columns: description.columns, fill: weights.fill, mean: weights.mean,
            scale: weights.scale)
        try self.init(
            encoder: encoder, coefficients: weights.coefficients, intercept: weights.intercept,
            calibration: weights.calibration)
    }

    /// The model without its numbers.
    public var description: Description {
        Description(inputs: inputs, columns: columns, calibration: calibration?.method ?? .none)
    }

    /// The model's numbers.
    public var weights: Weights {
        Weights(
            coefficients: coefficients, intercept: intercept, fill: encoder.fill, mean: encoder.mean,
            scale: encoder.scale, calibration: calibration)
    }
}
