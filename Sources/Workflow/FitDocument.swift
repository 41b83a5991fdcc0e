public import Learning
import LinearAlgebra
public import Storage

/// What `leadline fit` writes: the coefficients of a logistic regression, with all that tells how good they are.
public struct FitDocument: Encodable, Equatable, Sendable {
    /// The format; 1.
    public var formatVersion = 1
    /// The names of the columns; nil where the design has none.
    public var names: [String]?
    /// The digest of the embedder that made the rows; nil where none is known.
    public var embedder: Digest?
    /// Rows that were read.
    public var rows: Int
    /// The share of the penalty on magnitudes.
    public var l1Ratio: Double
    /// What the weights of either outcome's rows were multiplied by; nil where they were left as they are.
    public var classWeights: Factors?
    /// Whether a known part of each row's logit was given, which other rows need, too; nil where not.
    public var hasOffsets: Bool?
    /// The fits: one, or those of a path, the strongest penalty first.
    public var fits: [Fit]

    /// A factor of the rows of each outcome.
    public struct Factors: Encodable, Equatable, Sendable {
        /// Of rows with the outcome.
        public var positive: Double
        /// Of rows without.
        public var negative: Double
    }

    /// One fit.
    public struct Fit: Encodable, Equatable, Sendable {
        /// The weight of the penalty.
        public var penalty: Double
        /// Logits a unit of each column.
        public var coefficients: [Double]
        /// The logit where all columns are 0.
        public var intercept: Double
        /// The penalized sum of log losses.
        public var objective: Double
        /// The largest element of the gradient relative to its natural size; with a penalty on magnitudes, the largest
        /// violation of the conditions of the minimum.
        public var gradientNorm: Double
        /// How the minimum was searched for.
        public var solver: LogisticSolver
        /// How the search ended.
        public var state: LogisticFit.State
        /// Steps taken.
        public var iterations: Int
        /// How often all rows were gone through.
        public var passes: Int
        /// The largest relative ridge that a step's second derivatives needed.
        public var jitter: Double
        /// Nil where they are not asked for or not known, as the following.
        public var standardErrors: [Double]?
        /// Of the intercept.
        public var interceptStandardError: Double?
        /// The 95 % intervals of the coefficients.
        public var intervals: [Interval]?
        /// Standard errors that allow for what rows of a cluster share.
        public var clusteredErrors: [Double]?
        /// Of the intercept.
        public var interceptClusteredError: Double?
        /// Of the second derivatives, scaled to a diagonal of 1.
        public var conditionNumber: Double?

        /// From a number to another.
        public struct Interval: Encodable, Equatable, Sendable {
            /// 2.5 %.
            public var lower: Double
            /// 97.5 %.
            public var upper: Double
        }

        init(_ fit: LogisticFit, penalty: Double) {
            self.penalty = penalty
            coefficients = fit.coefficients
            intercept = fit.intercept
            objective = fit.objective
            gradientNorm = fit.gradientNorm
            solver = fit.solver
            state = fit.state
            iterations = fit.iterations
            passes = fit.passes
            jitter = fit.jitter
            let uncertainty = fit.uncertainty
            standardErrors = uncertainty?.standardErrors
            interceptStandardError = uncertainty?.interceptStandardError
            clusteredErrors = uncertainty?.clusteredErrors
            interceptClusteredError = uncertainty?.interceptClusteredError
            intervals = (clusteredErrors ?? standardErrors).map { errors in
                zip(fit.coefficients, errors).map { value, error in
                    let range = LogisticUncertainty.interval(around: value, standardError: error)
                    return Interval(lower: range.lowerBound, upper: range.upperBound)
                }
            }
            conditionNumber = uncertainty.flatMap { $0.conditionNumber.isFinite ? $0.conditionNumber : nil }
        }
    }

    /// Fits what the files hold.
    ///
    /// - Parameters:
    ///   - files: what is read.
    ///   - unpenalized: columns that the penalty leaves alone, by number, or by name in a table.
    ///   - configuration: the estimator's.
    ///   - start: where the search begins; nil begins from zero coefficients. A path has its own.
    ///   - strengths: the number of strengths of a path; nil fits at the configured penalty.
    ///   - concurrency: threads at most; nil takes one a processor.
    /// - Throws: as `FitFiles.read`, `ConfigurationError`, `LearningError`, and `ModelError.otherEmbedder` where the start is of
    ///   another embedder's vectors.
    public init(
        _ files: FitFiles, unpenalized: [String], configuration: LogisticRegression.Configuration,
        start: StoredFit? = nil, strengths: Int? = nil, concurrency: Int? = nil
    ) throws {
        let estimator = try LogisticRegression(configuration, concurrency: concurrency)
        var (problem, names) = try files.read()
        if configuration.standardErrors && problem.design.columns > LogisticRegression.columnLimit {
            throw WorkflowError.unusable(
                what:
                    "standard errors of \(problem.design.columns) columns would take the inverse of a matrix as wide",
                remedy: "ask for none, or leave columns out until there are \(LogisticRegression.columnLimit)"
            )
        }
        embedder = try files.matrix.embedder()
        try start?.check(names: names, embedder: embedder)
        problem.unpenalizedColumns = Set(
            try unpenalized.map { text in
                if let index = names?.firstIndex(of: text) { return index }
                guard let index = Int(text), index >= 0, index < problem.design.columns else {
                    throw WorkflowError.unusable(
                        what: "there is no column '\(text)' to leave unpenalized",
                        remedy: "give numbers from 0 to \(problem.design.columns - 1)"
                            + (names == nil ? "" : ", or names"))
                }
                return index
            })
        self.names = names
        rows = problem.labels.count
        l1Ratio = configuration.l1Ratio
        classWeights = configuration.classWeights.map {
            let factors = $0.factors(problem.labels, problem.weights)
            return Factors(positive: factors.positive, negative: factors.negative)
        }
        hasOffsets = problem.offsets == nil ? nil : true
        if let strengths {
            fits = try estimator.path(problem, count: strengths).map { Fit($0.fit, penalty: $0.penalty) }
        } else {
            fits = [Fit(try estimator.fit(problem, from: start?.parameters), penalty: configuration.penalty)]
        }
    }
}
