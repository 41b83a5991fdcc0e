import LinearAlgebra

/// Searches with a penalty on magnitudes, one after the other on the same rows: what one learns of them serves the next.
struct ElasticNetSearch {
    private let maximumIterations: Int
    private let tolerance: Double
    /// The columns of sparse rows; nil for dense ones.
    private let columns: SparseColumns?
    /// Some dense rows that stand for all; nil where all are looked at.
    private let sample: LogisticObjective?
    private var model: QuadraticModel?

    /// Prepares searches.
    ///
    /// - Parameter samples: whether a sample may save time: it does where many strengths are searched for.
    /// - Complexity: O(stored elements) where the rows are sparse, which are copied by columns.
    init(_ objective: LogisticObjective, _ configuration: LogisticRegression.Configuration, samples: Bool) {
        maximumIterations = configuration.maximumIterations
        tolerance = configuration.tolerance
        if case .sparse(let matrix) = objective.design {
            columns = SparseColumns(matrix)
            sample = nil
        } else {
            columns = nil
            sample = samples ? SubsampledStart.sample(of: objective) : nil
        }
    }

    /// Minimizes the objective plus the sum of `lasso` times magnitudes, as `ElasticNetMethod` says.
    mutating func minimize(
        _ objective: LogisticObjective, lasso: [Double], from start: [Double]
    ) -> LogisticSearch {
        if let columns {
            return SparseElasticNetMethod(
                maximumIterations: maximumIterations, tolerance: tolerance, columns: columns
            ).minimize(objective, lasso: lasso, from: start)
        }
        return ElasticNetMethod(
            maximumIterations: maximumIterations, tolerance: tolerance, sample: sample
        ).minimize(objective, lasso: lasso, from: start, model: &model)
    }
}
