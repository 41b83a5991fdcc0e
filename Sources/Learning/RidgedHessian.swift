import LinearAlgebra

/// A Hessian with just enough on its diagonal to be factorized.
struct RidgedHessian {
    let factorization: CholeskyFactorization
    /// The relative ridge: 0, 1e-12, 1e-10, … 1e-2.
    let ridge: Double

    /// A pivot below this share of its diagonal element tells of a column that depends on those before it.
    static let dependence = 1e-13

    /// Factorizes with the smallest ridge that allows it.
    ///
    /// - Throws: `LearningError.singular` where none does.
    init(_ hessian: SymmetricMatrix) throws(LearningError) {
        var ridge = 0.0
        while true {
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
                guard ridge < 1e-2 else { throw .singular(column: error.column) }
                ridge = ridge == 0 ? 1e-12 : ridge * 100
            }
        }
    }
}
