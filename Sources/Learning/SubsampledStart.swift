import LinearAlgebra

/// A start near the minimum and a Hessian for it, from samples of the rows.
///
/// Source: F. Roosta-Khorasani and M. Mahoney, "Sub-sampled Newton methods" (2019).
struct SubsampledStart {
    /// Where to start.
    let parameters: [Double]
    /// The sample's Hessian at a point nearby, factorized.
    let factorization: CholeskyFactorization
    /// Rows of the sample.
    let count: Int
    /// Whether rows of one outcome are drawn more often than those of the other.
    let isStratified: Bool

    /// Numbers of a design below which exact Newton steps are quicker.
    private static let smallDesign = 2_000_000

    /// Solves a sample, itself from the start that a sample of it gives; nil where the rows are too few for that, or
    /// the sample's minimum is not found.
    init?(_ objective: LogisticObjective) {
        let design = objective.design
        self.init(objective, count: Self.sampleCount(rows: design.rows, columns: design.columns + 1))
    }

    private init?(_ objective: LogisticObjective, count: Int) {
        let columns = objective.design.columns + 1
        guard count >= 20 * columns && count <= objective.design.rows / 2 else { return nil }
        let sample = RowSample(of: objective, count: count, seed: UInt64(count))
        guard let part = try? sample.objective(objective) else { return nil }
        let origin = part.origin
        // An outcome that the sample lacks would have no finite logit.
        guard origin.allSatisfy(\.isFinite) else { return nil }
        let start = SubsampledStart(part, count: count / 10)?.parameters ?? origin
        // A sample's minimum is off by about this much anyway.
        let error = 0.5 * Double(columns) * Double(objective.design.rows) / Double(count)
        let method = NewtonMethod(maximumIterations: 20, tolerance: 1e-10, smallestGain: 0.1 * error)
        guard let search = try? method.minimize(part, from: start), search.state == .converged,
            let factorization = search.factorization
        else { return nil }
        guard search.point.parameters.allSatisfy(\.isFinite) else { return nil }
        parameters = search.point.parameters
        self.factorization = factorization
        self.count = count
        isStratified = sample.factors.contains { $0 > 4 * sample.factors[0] || 4 * $0 < sample.factors[0] }
    }

    /// Whether a sample saves time.
    static func isWorthwhile(for design: DesignMatrix) -> Bool {
        let count = sampleCount(rows: design.rows, columns: design.columns + 1)
        return design.storedElements >= smallDesign && count >= 20 * (design.columns + 1)
    }

    /// A sample that stands for all rows where second derivatives are wanted; nil where it saves no time.
    static func sample(of objective: LogisticObjective) -> LogisticObjective? {
        guard isWorthwhile(for: objective.design) else { return nil }
        let count = sampleCount(rows: objective.design.rows, columns: objective.design.columns + 1)
        return try? RowSample(of: objective, count: count, seed: UInt64(count)).objective(objective)
    }

    /// So many rows that one step from the sample's minimum leaves little, and not so many that the sample takes longer
    /// than a few passes over all rows.
    private static func sampleCount(rows: Int, columns: Int) -> Int {
        min(400 * columns, rows / 16, max(20 * columns, 25 * rows / columns))
    }
}
