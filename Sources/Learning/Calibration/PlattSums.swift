import LinearAlgebra
import Models

/// Sums of a line's probabilities over margins, from which come three derivatives of the log loss, in one pass over the rows.
struct PlattSums {
    /// Of p x and p, for the probability p of a margin x.
    private var probability = SIMD2<Double>()
    /// Of p (1 - p), times x twice, once, and by itself.
    private var curvature = SIMD3<Double>()
    /// Of p (1 - p) (1 - 2 p), times x three times, twice, once, and by itself.
    private var bend = SIMD4<Double>()

    /// - Parameter concurrency: threads at most; the bits do not depend on it.
    init(_ margins: [Double], _ line: PlattCalibration, concurrency: Int) {
        let parts = RowBlocks(rowCount: margins.count, blockSize: 1 << 14, concurrency: concurrency).map {
            block in
            var sums: [9 of Double] = .init(repeating: 0)
            VectorLoops.addLineSums(
                margins.span.extracting(block), slope: line.slope, intercept: line.intercept, to: &sums)
            return sums
        }
        for part in parts {
            probability += SIMD2(part[0], part[1])
            curvature += SIMD3(part[2], part[3], part[4])
            bend += SIMD4(part[5], part[6], part[7], part[8])
        }
    }

    /// What added to slope and intercept makes the gradient vanish but for its third order; nil where that finds none.
    ///
    /// Newton's method on the gradient's expansion to the second order, which has two unknowns and no rows.
    ///
    /// - Parameter targets: `PlattTargets.sums` of the rows.
    func step(_ targets: SIMD2<Double>) -> PlattCalibration? {
        let gradient = probability - targets
        var (slope, intercept) = (0.0, 0.0)
        for _ in 0..<8 {
            // What the bend adds to the curvature on the way.
            let square = bend.x * slope + bend.y * intercept
            let border = bend.y * slope + bend.z * intercept
            let weight = bend.z * slope + bend.w * intercept
            let bySlope =
                gradient.x + (curvature.x + square / 2) * slope + (curvature.y + border / 2) * intercept
            let byIntercept =
                gradient.y + (curvature.y + border / 2) * slope + (curvature.z + weight / 2) * intercept
            let (xx, x, one) = (curvature.x + square, curvature.y + border, curvature.z + weight)
            let determinant = xx * one - x * x
            guard xx > 0, determinant > 1e-12 * xx * one else { return nil }
            slope -= (one * bySlope - x * byIntercept) / determinant
            intercept -= (xx * byIntercept - x * bySlope) / determinant
        }
        return PlattCalibration(slope: slope, intercept: intercept)
    }
}
