import Arithmetic
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

    private static let tile = 512

    /// - Parameter concurrency: threads at most; the bits do not depend on it.
    init(_ margins: [Double], _ line: PlattCalibration, concurrency: Int) {
        let parts = RowBlocks(rowCount: margins.count, blockSize: 1 << 14, concurrency: concurrency).map {
            block in
            var sums = PlattSums()
            var probabilities = [Double](repeating: 0, count: Self.tile)
            var weights = probabilities
            for first in stride(from: block.lowerBound, to: block.upperBound, by: Self.tile) {
                let own = margins.span.extracting(first..<min(first + Self.tile, block.upperBound))
                var probabilitySpan = probabilities.mutableSpan
                var weightSpan = weights.mutableSpan
                Self.evaluate(own, line, &probabilitySpan, &weightSpan)
                sums.add(own, probabilities.span, weights.span)
            }
            return sums
        }
        for part in parts {
            probability += part.probability
            curvature += part.curvature
            bend += part.bend
        }
    }

    private init() {}

    /// In a loop that is compiled to vector instructions.
    private static func evaluate(
        _ margins: Span<Double>, _ line: PlattCalibration, _ probabilities: inout MutableSpan<Double>,
        _ weights: inout MutableSpan<Double>
    ) {
        let count = margins.count
        precondition(probabilities.count >= count && weights.count >= count)
        let (slope, intercept) = (line.slope, line.intercept)
        for row in 0..<count {
            let logit = slope * margins[row] + intercept
            let tail = PortableMath.exponentialTail(of: abs(logit))
            let likely = 1 / (1 + tail)
            let unlikely = tail * likely
            probabilities[row] = logit >= 0 ? likely : unlikely
            weights[row] = likely * unlikely
        }
    }

    /// Four rows at a time.
    private mutating func add(
        _ margins: Span<Double>, _ probabilities: Span<Double>, _ weights: Span<Double>
    ) {
        var (product, sum) = (SIMD4<Double>(), SIMD4<Double>())
        var (square, border, weight) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
        var (third, second, first, none) = (
            SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>()
        )
        var row = 0
        while row < margins.count {
            // Beyond the end there are zeros.
            let four = min(4, margins.count - row)
            var (x, p, w) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
            if four == 4 {
                x = SIMD4(margins[row], margins[row + 1], margins[row + 2], margins[row + 3])
                p = SIMD4(
                    probabilities[row], probabilities[row + 1], probabilities[row + 2],
                    probabilities[row + 3])
                w = SIMD4(weights[row], weights[row + 1], weights[row + 2], weights[row + 3])
            } else {
                for lane in 0..<four {
                    (x[lane], p[lane], w[lane]) = (
                        margins[row + lane], probabilities[row + lane], weights[row + lane]
                    )
                }
            }
            product += p * x
            sum += p
            let weighted = w * x
            square += weighted * x
            border += weighted
            weight += w
            let v = w - 2 * (w * p)
            let bent = v * x
            let bentTwice = bent * x
            third += bentTwice * x
            second += bentTwice
            first += bent
            none += v
            row += 4
        }
        probability += SIMD2(product.sum(), sum.sum())
        curvature += SIMD3(square.sum(), border.sum(), weight.sum())
        bend += SIMD4(third.sum(), second.sum(), first.sum(), none.sum())
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
