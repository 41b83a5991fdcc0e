import Arithmetic
import LinearAlgebra
import Models

/// First and second derivatives of the log loss of a line through margins, in one pass over the rows.
struct PlattSums {
    /// By the slope and by the intercept.
    private var gradient = SIMD2<Double>()
    /// By the slope twice, by both, by the intercept twice.
    private var curvature = SIMD3<Double>()
    /// The natural size of the gradient: the sums of magnitudes.
    private var size = SIMD2<Double>()

    private static let tile = 512

    /// - Parameters:
    ///   - targets: in 0...1; shape (rows), as the margins.
    ///   - concurrency: threads at most; the bits do not depend on it.
    init(_ margins: [Double], _ targets: [Double], _ line: PlattCalibration, concurrency: Int) {
        let parts = RowBlocks(rowCount: margins.count, blockSize: 1 << 14, concurrency: concurrency).map {
            block in
            var sums = PlattSums()
            var residuals = [Double](repeating: 0, count: Self.tile)
            var weights = residuals
            for first in stride(from: block.lowerBound, to: block.upperBound, by: Self.tile) {
                let rows = first..<min(first + Self.tile, block.upperBound)
                var residualSpan = residuals.mutableSpan
                var weightSpan = weights.mutableSpan
                let own = margins.span.extracting(rows)
                Self.evaluate(own, targets.span.extracting(rows), line, &residualSpan, &weightSpan)
                sums.add(own, residuals.span, weights.span)
            }
            return sums
        }
        for part in parts {
            gradient += part.gradient
            curvature += part.curvature
            size += part.size
        }
    }

    private init() {}

    /// In a loop that is compiled to vector instructions.
    private static func evaluate(
        _ margins: Span<Double>, _ targets: Span<Double>, _ line: PlattCalibration,
        _ residuals: inout MutableSpan<Double>, _ weights: inout MutableSpan<Double>
    ) {
        let count = margins.count
        precondition(targets.count == count && residuals.count >= count && weights.count >= count)
        let (slope, intercept) = (line.slope, line.intercept)
        for row in 0..<count {
            let logit = slope * margins[row] + intercept
            let tail = PortableMath.exponentialTail(of: abs(logit))
            let likely = 1 / (1 + tail)
            let unlikely = tail * likely
            residuals[row] = (logit >= 0 ? likely : unlikely) - targets[row]
            weights[row] = likely * unlikely
        }
    }

    /// Four rows at a time.
    private mutating func add(_ margins: Span<Double>, _ residuals: Span<Double>, _ weights: Span<Double>) {
        var (product, sum, most) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
        var (square, border, weight) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
        var row = 0
        while row < margins.count {
            // Beyond the end there are zeros.
            let four = min(4, margins.count - row)
            var (x, r, w) = (SIMD4<Double>(), SIMD4<Double>(), SIMD4<Double>())
            if four == 4 {
                x = SIMD4(margins[row], margins[row + 1], margins[row + 2], margins[row + 3])
                r = SIMD4(residuals[row], residuals[row + 1], residuals[row + 2], residuals[row + 3])
                w = SIMD4(weights[row], weights[row + 1], weights[row + 2], weights[row + 3])
            } else {
                for lane in 0..<four {
                    (x[lane], r[lane], w[lane]) = (
                        margins[row + lane], residuals[row + lane], weights[row + lane]
                    )
                }
            }
            product += r * x
            sum += r
            square += w * x * x
            border += w * x
            weight += w
            most += (x * x).squareRoot()
            row += 4
        }
        gradient += SIMD2(product.sum(), sum.sum())
        curvature += SIMD3(square.sum(), border.sum(), weight.sum())
        size += SIMD2(most.sum(), Double(margins.count))
    }

    /// The largest element of the gradient, relative to its natural size.
    var relativeGradient: Double {
        let relative = gradient / size
        return max(abs(relative.x), abs(relative.y))
    }

    /// What Newton's method takes off slope and intercept; nil where the rows do not settle both.
    var newtonStep: PlattCalibration? {
        let determinant = curvature.x * curvature.z - curvature.y * curvature.y
        guard determinant > 1e-12 * curvature.x * curvature.z else { return nil }
        return PlattCalibration(
            slope: (curvature.z * gradient.x - curvature.y * gradient.y) / determinant,
            intercept: (curvature.x * gradient.y - curvature.y * gradient.x) / determinant)
    }
}
