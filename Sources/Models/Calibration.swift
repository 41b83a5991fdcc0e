/// How a margin becomes a calibrated logit.
public enum Calibration: Equatable, Sendable {
    /// A line.
    case platt(PlattCalibration)
    /// A curve that never falls.
    case isotonic(IsotonicCalibration)

    /// Its name in settings and files.
    public var method: CalibrationMethod {
        switch self {
        case .platt: .platt
        case .isotonic: .isotonic
        }
    }

    /// The calibrated logit of a margin.
    ///
    /// - Complexity: O(1) of a line, O(log knots) of a curve; allocates nothing.
    public func logit(_ margin: Double) -> Double {
        switch self {
        case .platt(let line): line.slope * margin + line.intercept
        case .isotonic(let curve): curve.logit(margin)
        }
    }

    /// - Throws: `ModelError` for numbers that are not within ±`DesignEncoder.limit`, and for a curve that is none.
    func validate() throws(ModelError) {
        switch self {
        case .platt(let line):
            try DesignEncoder.validate([line.slope, line.intercept], named: "calibration", count: 2)
        case .isotonic(let curve): try curve.validate()
        }
    }
}
