/// Where the search of a logistic regression begins, such as where yesterday's ended.
public struct LogisticStart: Codable, Equatable, Sendable {
    /// Logits a unit of each column; shape (columns).
    public var coefficients: [Double]
    /// The logit where all columns are 0.
    public var intercept: Double

    /// Creates a start; the estimator checks it.
    public init(coefficients: [Double], intercept: Double) {
        self.coefficients = coefficients
        self.intercept = intercept
    }
}

extension LogisticFit {
    /// Where this fit ended.
    public var start: LogisticStart { LogisticStart(coefficients: coefficients, intercept: intercept) }
}
