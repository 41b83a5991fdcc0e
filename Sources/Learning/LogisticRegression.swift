public import LinearAlgebra
import FoundationEssentials
import Models

/// Binary logistic regression with an L2 penalty, fitted by Newton's method.
///
/// Minimizes `sum_i weight_i * logloss_i + penalty / 2 * ||coefficients||^2`; the intercept is free. This is
/// scikit-learn's `LogisticRegression` with `C = 1 / penalty`. The fit has the same bits at any concurrency.
///
/// Source: D. Cox, "The regression analysis of binary sequences" (1958).
public struct LogisticRegression: Sendable {
    /// The checked settings.
    public let configuration: Configuration
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int

    /// The settings.
    public struct Configuration: Codable, Equatable, Sendable {
        /// The weight of half the squared coefficients; not below 0.
        public var penalty: Double
        /// Newton steps at most; above 0.
        public var maximumIterations: Int
        /// The fit has converged when no element of the gradient exceeds this share of its natural size, the
        /// weighted sum of the column's magnitudes; above 0.
        public var tolerance: Double

        /// Creates settings; `LogisticRegression` checks them.
        public init(penalty: Double = 1, maximumIterations: Int = 100, tolerance: Double = 1e-10) {
            self.penalty = penalty
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
        guard configuration.maximumIterations > 0 else {
            throw ConfigurationError(key: "maximumIterations", requirement: "a whole number above 0")
        }
        guard configuration.tolerance > 0 && configuration.tolerance < 1 else {
            throw ConfigurationError(key: "tolerance", requirement: "a number above 0 and below 1")
        }
        self.configuration = configuration
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        precondition(self.concurrency > 0, "at least one thread works")
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
        guard labels.count == design.rows else {
            throw .wrongCount(of: "labels", expected: design.rows, found: labels.count)
        }
        let weights = weights ?? Array(repeating: 1, count: design.rows)
        guard weights.count == design.rows else {
            throw .wrongCount(of: "weights", expected: design.rows, found: weights.count)
        }
        if let row = weights.firstIndex(where: { !($0 >= 0 && $0 <= DesignEncoder.limit) }) {
            throw .invalidNumber(in: "weights", row: row, column: 0)
        }
        let used = labels.indices.filter { weights[$0] > 0 }
        guard let first = used.first else { throw .noRows }
        guard used.contains(where: { labels[$0] != labels[first] }) else {
            throw .singleClass(rows: used.count, label: labels[first])
        }
        let objective = try LogisticObjective(
            design: design, targets: labels.map { $0 ? 1 : 0 }, weights: weights,
            penalty: configuration.penalty, concurrency: concurrency)
        return try NewtonMethod(
            maximumIterations: configuration.maximumIterations, tolerance: configuration.tolerance
        ).minimize(objective)
    }
}
