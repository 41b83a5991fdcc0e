import LinearAlgebra

/// Where a search for the minimum ended, and how.
struct LogisticSearch {
    /// What searched.
    let solver: LogisticSolver
    var point: LogisticObjective.Point
    /// Steps taken.
    var iterations = 0
    /// Passes over all rows.
    var passes = 0
    var state = LogisticFit.State.iterationLimit
    /// The largest relative ridge that a Hessian needed on its diagonal.
    var jitter = 0.0
    /// The Hessian of the last step, factorized; nil where none was.
    var factorization: CholeskyFactorization?
}
