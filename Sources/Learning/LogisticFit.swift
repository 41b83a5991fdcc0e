/// What a logistic regression learned, and how well the minimum was found.
public struct LogisticFit: Equatable, Sendable {
    /// Logits a unit of each column; shape (columns).
    public var coefficients: [Double]
    /// The logit where all columns are 0; 0 where no intercept is fitted.
    public var intercept: Double
    /// The penalized sum of log losses at the end.
    public var objective: Double
    /// The largest element of the gradient, relative to its natural size (see `Configuration.tolerance`).
    public var gradientNorm: Double
    /// The solver that was chosen; never `automatic`.
    public var solver: LogisticSolver
    /// Steps taken.
    public var iterations: Int
    /// How often all rows were gone through.
    public var passes: Int
    /// How the search ended.
    public var state: State
    /// The largest relative ridge that a step's Hessian needed on its diagonal; 0 where none did.
    ///
    /// A ridge slows
    /// steps but does not move the minimum; it tells of columns that depend on each other.
    public var jitter: Double
    /// How sure the numbers are; nil where that is not asked for or not known (see `LogisticUncertainty`).
    public var uncertainty: LogisticUncertainty?

    /// The square roots of the inverse Hessian's diagonal, penalty included; shape (columns); nil where columns
    /// depend on each other.
    public var standardErrors: [Double]? { uncertainty?.standardErrors }
    /// The intercept's standard error; nil where columns depend on each other.
    public var interceptStandardError: Double? { uncertainty?.interceptStandardError }

    /// How a search ends.
    public enum State: String, Codable, Sendable {
        /// The gradient is within the tolerance.
        case converged
        /// As `converged`, but without a penalty some probabilities are 0 or 1 to rounding: a coefficient may
        /// have no bound.
        case saturated
        /// No shorter step lowers the objective, though the gradient is not within the tolerance: rounding.
        case stalled
        /// The steps ran out.
        case iterationLimit
    }
}
