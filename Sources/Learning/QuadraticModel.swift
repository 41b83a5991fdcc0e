import LinearAlgebra

/// What is known of a loss's second derivatives, penalties apart: those of some point, corrected by the steps since.
///
/// Source of the correction: Broyden, Fletcher, Goldfarb and Shanno (1970), for the matrix itself.
struct QuadraticModel {
    /// The number of parameters.
    let order: Int
    /// Row after row; shape (order * order).
    private var elements: [Double]

    init(_ hessian: SymmetricMatrix) {
        order = hessian.order
        elements = hessian.elements
    }

    /// Whether the gradient grew along a step as the model says, to a factor of ten.
    ///
    /// - Complexity: O(order^2).
    func agrees(step: [Double], change: [Double]) -> Bool {
        let (along, grown) = (step.innerProduct(product(step)), step.innerProduct(change))
        return grown > 0.1 * along && grown < 10 * along
    }

    /// Takes in how the gradient changed along a step, where that is more than rounding may have made of it.
    ///
    /// - Complexity: O(order^2).
    mutating func update(step: [Double], change: [Double], gradientScale: [Double]) {
        let image = product(step)
        let (along, grown) = (step.innerProduct(image), step.innerProduct(change))
        let noise = CurvatureMemory.noise(along: step, gradientScale: gradientScale)
        guard along > 0 && grown > max(1e-12 * along, noise) else { return }
        let (first, second) = (1 / grown, 1 / along)
        guard first.isFinite && second.isFinite else { return }
        let order = order
        var span = elements.mutableSpan
        for row in 0..<order {
            let (left, right) = (change[row] * first, image[row] * second)
            for column in 0..<order {
                span[row * order + column] += left * change[column] - right * image[column]
            }
        }
    }

    /// Where the model of loss and penalties has its minimum, by coordinate descent over the coordinates that move.
    ///
    /// Source: J. Friedman, T. Hastie and R. Tibshirani, "Regularization paths for generalized linear models via
    /// coordinate descent" (2010).
    ///
    /// - Parameters:
    ///   - start: the point the model is about.
    ///   - gradient: of loss and squared penalty there.
    ///   - ridge: the weight of half each parameter's square.
    ///   - lasso: the weight of each parameter's magnitude.
    /// - Complexity: O(order * coordinates that move) a sweep.
    func minimum(from start: [Double], gradient: [Double], ridge: [Double], lasso: [Double]) -> [Double] {
        var point = start
        // The model's gradient without the lasso, kept up to date.
        var slope = gradient
        var active: [Int] = []
        var largestEver = 0.0
        for _ in 0..<Self.sweepLimit {
            var largest = sweep(0..<order, &point, &slope, ridge, lasso)
            largestEver = max(largestEver, largest)
            if largest <= Self.accuracy * largestEver { break }
            active = (0..<order).filter { point[$0] != 0 || lasso[$0] == 0 }
            for _ in 0..<Self.sweepLimit where largest > Self.accuracy * largestEver {
                largest = sweep(active, &point, &slope, ridge, lasso)
            }
        }
        return point
    }

    /// Sweeps over all, and over those that move between two of these.
    private static let sweepLimit = 100
    /// A sweep whose largest gain is below this share of the largest ever ends the search.
    private static let accuracy = 1e-10

    /// Minimizes along one coordinate after the other.
    ///
    /// - Returns: twice the largest gain.
    private func sweep(
        _ coordinates: some Sequence<Int>, _ point: inout [Double], _ slope: inout [Double],
        _ ridge: [Double], _ lasso: [Double]
    ) -> Double {
        var largest = 0.0
        let elements = elements.span
        var slope = slope.mutableSpan
        for coordinate in coordinates {
            let curvature = elements[coordinate * order + coordinate] + ridge[coordinate]
            guard curvature > 0 else { continue }
            let wanted = curvature * point[coordinate] - slope[coordinate]
            let magnitude = abs(wanted) - lasso[coordinate]
            let next = magnitude > 0 ? (wanted < 0 ? -magnitude : magnitude) / curvature : 0
            let change = next - point[coordinate]
            guard change != 0 else { continue }
            let row = elements.extracting(coordinate * order..<(coordinate + 1) * order)
            for index in 0..<order { slope[index] += change * row[index] }
            slope[coordinate] += change * ridge[coordinate]
            point[coordinate] = next
            largest = max(largest, curvature * change * change)
        }
        return largest
    }

    private func product(_ vector: [Double]) -> [Double] {
        (0..<order).map { row in
            var sum = 0.0
            for column in 0..<order { sum += elements[row * order + column] * vector[column] }
            return sum
        }
    }
}
