import Arithmetic
import LinearAlgebra

extension LogisticObjective {
    /// Second derivatives from some rows, drawn the more often the more they bear on them.
    ///
    /// Where outcomes are rare a few rows bear nearly all curvature: these are all in it. Source: P. Drineas, M. Mahoney and
    /// S. Muthukrishnan, "Sampling algorithms for l2 regression" (2006), with curvature in place of leverage.
    ///
    /// - Parameters:
    ///   - point: with each row's curvature.
    ///   - count: about how many rows are drawn.
    ///   - seed: rows depend on it and on their curvature alone.
    /// - Complexity: O(rows + count * columns^2).
    func sampledHessian(at point: Point, count: Int, seed: UInt64) -> SymmetricMatrix {
        let curvature = point.curvature
        let total = curvature.reduce(0, +)
        let share = total > 0 ? Double(count) / total : 0
        var random = SplitMix64(seed: seed)
        var rows: [Int] = []
        var weights: [Double] = []
        for row in curvature.indices {
            let chance = share * curvature[row]
            let isDrawn = Double(random.next() >> 11) * 0x1p-53 < chance
            guard isDrawn else { continue }
            rows.append(row)
            weights.append(curvature[row] / min(1, chance))
        }
        let drawn = weights
        let sums = design.rows(at: rows).pass(
            [Double](repeating: 0, count: design.columns), withGram: true, concurrency: concurrency,
            figures: 0.0
        ) { rows, _, residuals, curvature, sum in
            let weights = drawn.span.extracting(rows)
            for row in 0..<rows.count {
                residuals[row] = 0
                curvature[row] = weights[row]
                sum += weights[row]
            }
        }
        return hessian(
            sums.gram ?? SymmetricMatrix(order: design.columns), border: sums.border,
            curvature: sums.figures.reduce(0, +))
    }
}
