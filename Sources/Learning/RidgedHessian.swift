import LinearAlgebra

/// A Hessian with just enough on its diagonal to be factorized.
struct RidgedHessian {
    let factorization: CholeskyFactorization
    /// The relative ridge, one of `ridges`.
    let ridge: Double

    /// What is tried, in this order: a larger one would make the steps another method's.
    private static let ridges = [0, 1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2]

    /// A pivot below this share of its diagonal element tells of a column that depends on those before it.
    static let dependence = 1e-13

    /// Factorizes with the smallest ridge that allows it.
    ///
    /// - Throws: `LearningError.singular` where none does.
    init(_ hessian: SymmetricMatrix) throws(LearningError) {
        var dependent = 0
        for ridge in Self.ridges {
            var ridged = hessian
            for (index, element) in hessian.diagonal.enumerated() where ridge > 0 {
                // A column without curvature has no natural size: any ridge stops it.
                ridged[index, index] = element > 0 ? element * (1 + ridge) : 1
            }
            do {
                factorization = try CholeskyFactorization(ridged, tolerance: Self.dependence)
                self.ridge = ridge
                return
            } catch {
                dependent = error.column
            }
        }
        throw .singular(column: dependent)
    }
}
