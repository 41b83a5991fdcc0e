public import LinearAlgebra
import FoundationEssentials
import Models

/// Binary logistic regression with an L2, L1 or elastic-net penalty.
///
/// Minimizes `sum_i weight_i * logloss_i + penalty * ((1 - l1Ratio) / 2 * ||coefficients||^2 + l1Ratio *
/// ||coefficients||_1)`; the intercept is free. This is scikit-learn's `LogisticRegression` with `C = 1 / penalty`. The fit has the same bits at any concurrency.
/// The minimum is the same by every solver; which one finds it soonest depends on the shape.
///
/// Source: D. Cox, "The regression analysis of binary sequences" (1958).
public struct LogisticRegression: Sendable {
    /// The checked settings.
    public let configuration: Configuration
    /// Columns up to which second derivatives are worth their cost, and standard errors are given.
    public static let columnLimit = 2_000
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// The weight of the penalty; not below 0.
        public var penalty: Double
        /// The share of the penalty that is on magnitudes rather than half squares, in 0...1.
        public var l1Ratio: Double
        /// How much the rows of either outcome count; nil leaves them as they are.
        public var classWeights: ClassWeights?
        /// How the minimum is searched for.
        public var solver: LogisticSolver
        /// Whether an intercept is fitted.
        public var fitsIntercept: Bool
        /// Whether standard errors are computed, where a design has up to 2,000 columns.
        public var standardErrors: Bool
        /// Steps at most; above 0.
        public var maximumIterations: Int
        /// The fit has converged when no element of the gradient exceeds this share of its natural size; above 0.
        ///
        /// That is the weighted sum of the column's magnitudes, each times how far its row's label lies from the share of
        /// positives (from a half without an intercept).
        public var tolerance: Double

        /// Creates settings; `LogisticRegression` checks them.
        public init(
            penalty: Double = 1, l1Ratio: Double = 0, classWeights: ClassWeights? = nil,
            solver: LogisticSolver = .automatic, fitsIntercept: Bool = true,
            standardErrors: Bool = true, maximumIterations: Int = 100, tolerance: Double = 1e-10
        ) {
            self.penalty = penalty
            self.l1Ratio = l1Ratio
            self.classWeights = classWeights
            self.solver = solver
            self.fitsIntercept = fitsIntercept
            self.standardErrors = standardErrors
            self.maximumIterations = maximumIterations
            self.tolerance = tolerance
        }
    }

    /// Creates the estimator.
    ///
    /// - Parameters:
    ///   - configuration: checked here.
    ///   - concurrency: threads at most; nil takes one a processor.
    /// - Throws: `ConfigurationError` for a setting out of its range.
    /// - Precondition: the concurrency is above 0.
    public init(
        _ configuration: Configuration = Configuration(),
        concurrency: Int? = nil
    ) throws(ConfigurationError) {
        guard configuration.penalty >= 0 && configuration.penalty <= DesignEncoder.limit else {
            throw ConfigurationError(key: "penalty", requirement: "a number in 0...1e90")
        }
        guard configuration.l1Ratio >= 0 && configuration.l1Ratio <= 1 else {
            throw ConfigurationError(key: "l1Ratio", requirement: "a number in 0...1")
        }
        guard configuration.classWeights?.isInRange ?? true else {
            throw ConfigurationError(key: "classWeights", requirement: "numbers in 1e-6...1e6")
        }
        try ConfigurationError.check(count: configuration.maximumIterations, of: "maximumIterations")
        try ConfigurationError.check(tolerance: configuration.tolerance)
        self.configuration = configuration
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        precondition(self.concurrency > 0, "at least one thread works")
    }

    /// Creates the estimator of settings that are known to be in range.
    init(checked configuration: Configuration, concurrency: Int) {
        self.configuration = configuration
        self.concurrency = concurrency
    }

    /// Fits coefficients and intercept.
    ///
    /// - Parameters:
    ///   - design: shape (rows, columns); numbers within ±1e90. Without columns only the intercept is fitted.
    ///   - labels: shape (rows); true is the positive outcome.
    ///   - weights: shape (rows), finite and not below 0; nil stands for 1 each.
    /// - Throws: `LearningError` for shapes and numbers that do not fit, for labels that are all equal, and
    ///   for separable labels without a penalty.
    /// - Complexity: O(iterations * rows * columns^2). Columns far from 0 mean and 1 standard deviation cost
    ///   iterations and digits: standardize first.
    public func fit(
        design: Matrix, labels: [Bool], weights: [Double]? = nil
    ) throws(LearningError) -> LogisticFit {
        try fit(LogisticProblem(design: .double(design), labels: labels, weights: weights))
    }
}
