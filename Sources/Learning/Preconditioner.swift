import LinearAlgebra

/// An approximate Hessian that can be solved with.
enum Preconditioner {
    /// A Hessian, factorized.
    case factorization(CholeskyFactorization)
    /// A Hessian's diagonal; above 0.
    case diagonal([Double])

    /// The solution of H x = vector.
    func solve(_ vector: [Double]) -> [Double] {
        switch self {
        case .factorization(let factorization): factorization.solve(vector)
        case .diagonal(let diagonal): zip(vector, diagonal).map { $0 / $1 }
        }
    }
}
