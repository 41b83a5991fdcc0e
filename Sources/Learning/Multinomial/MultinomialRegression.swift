import FoundationEssentials
import LinearAlgebra
import Models

/// Multinomial logistic regression (softmax) with an L2 penalty.
///
/// Minimizes `sum_i weight_i * logloss_i + strength / 2 * ||coefficients||^2`; intercepts are free. This is scikit-learn's
/// `LogisticRegression` of more than two classes with `C = 1 / strength`. The fit has the same bits at any concurrency.
///
/// The search is L-BFGS from a Hessian that is known up to a factor a class: where probabilities do not depend on the row, a
/// class's second derivatives are p (1 - p) times the columns' cross products, so that the eigenvectors of these, found once, serve
/// all classes in all steps. Columns are taken less their means, which moves only the intercepts.
///
/// Source: D. Cox, "Some procedures connected with the logistic qualitative response curve" (1966); D. Böhning, "Multinomial
/// logistic regression algorithm" (1992), for the form of the Hessian.
public struct MultinomialRegression: Sendable {
    /// The checked settings.
    public let configuration: Configuration
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// The weight of the penalty; not below 0.
        public var strength: Double
        /// Steps at most; above 0.
        public var maximumIterations: Int
        /// The fit has converged when no element of the gradient exceeds this share of its natural size; above 0.
        ///
        /// That is the weighted sum of the column's magnitudes, each times how far its row's label of the class, 0 or 1, lies from
        /// the class's share of the rows.
        public var tolerance: Double

        /// Creates settings; `MultinomialRegression` checks them.
        public init(strength: Double = 1, maximumIterations: Int = 1_000, tolerance: Double = 1e-6) {
            self.strength = strength
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
        _ configuration: Configuration = Configuration(), concurrency: Int? = nil
    ) throws(ConfigurationError) {
        guard configuration.strength >= 0 && configuration.strength <= DesignEncoder.limit else {
            throw ConfigurationError(key: "strength", requirement: "a number in 0...1e90")
        }
        try ConfigurationError.check(count: configuration.maximumIterations, of: "maximumIterations")
        try ConfigurationError.check(tolerance: configuration.tolerance)
        self.configuration = configuration
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        precondition(self.concurrency > 0, "at least one thread works")
    }
}
