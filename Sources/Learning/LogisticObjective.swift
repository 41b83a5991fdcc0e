import Arithmetic
import LinearAlgebra
import Models

/// The penalized log loss of a linear model with an intercept, as a function of its parameters.
///
/// Parameters are the coefficients, then the intercept. Targets may lie between 0 and 1.
struct LogisticObjective {
    /// Shape (rows, columns + 1); the last column is 1.
    let design: Matrix
    let targets: [Double]
    let weights: [Double]
    let penalty: Double
    let concurrency: Int
    /// The natural size of each element of the gradient: the weighted sum of the column's magnitudes.
    let gradientScale: [Double]

    /// The objective at one point.
    struct Point {
        var parameters: [Double]
        var value: Double
        var gradient: [Double]
        /// Each row's weight in the Hessian: weight * p * (1 - p); shape (rows).
        var curvature: [Double]
        /// The logit of each row; shape (rows).
        var margins: [Double]
    }

    /// Creates the objective.
    ///
    /// - Throws: `LearningError.invalidNumber` for a number of the design that is not within ±1e90.
    init(
        design: Matrix, targets: [Double], weights: [Double], penalty: Double, concurrency: Int
    ) throws(LearningError) {
        let columns = design.columns
        var elements: [Double] = []
        elements.reserveCapacity(design.rows * (columns + 1))
        var scale = [Double](repeating: 0, count: columns + 1)
        for row in 0..<design.rows {
            for column in 0..<columns {
                let element = design.elements[row * columns + column]
                guard abs(element) <= DesignEncoder.limit else {
                    throw .invalidNumber(in: "design", row: row, column: column)
                }
                elements.append(element)
                scale[column] += weights[row] * abs(element)
            }
            elements.append(1)
            scale[columns] += weights[row]
        }
        self.design = Matrix(rows: design.rows, columns: columns + 1, elements: elements)
        self.targets = targets
        self.weights = weights
        self.penalty = penalty
        self.concurrency = concurrency
        gradientScale = scale
    }

    /// Value, gradient and curvature.
    ///
    /// - Complexity: O(rows * columns).
    func point(at parameters: [Double]) -> Point {
        let margins = design.product(parameters, concurrency: concurrency)
        var value = 0.0
        var residuals = [Double](repeating: 0, count: margins.count)
        var curvature = residuals
        for row in margins.indices {
            // The loss of the likelier and of the other outcome, each from its own small tail.
            let tail = PortableMath.exp(-abs(margins[row]))
            let unlikely = tail / (1 + tail)
            let likely = 1 / (1 + tail)
            let small = PortableMath.log1p(tail)
            let large = abs(margins[row]) + small
            let positive = margins[row] >= 0
            let target = targets[row]
            let loss = target * (positive ? small : large) + (1 - target) * (positive ? large : small)
            value += weights[row] * loss
            residuals[row] =
                weights[row]
                * ((1 - target) * (positive ? likely : unlikely) - target * (positive ? unlikely : likely))
            curvature[row] = weights[row] * (likely * unlikely)
        }
        var gradient = design.transposedProduct(residuals, concurrency: concurrency)
        var squares = 0.0
        for column in 0..<parameters.count - 1 {
            gradient[column] += penalty * parameters[column]
            squares += parameters[column] * parameters[column]
        }
        return Point(
            parameters: parameters, value: value + 0.5 * penalty * squares, gradient: gradient,
            curvature: curvature, margins: margins)
    }

    /// The matrix of second derivatives.
    ///
    /// - Complexity: O(rows * columns^2).
    func hessian(at point: Point) -> SymmetricMatrix {
        var hessian = design.weightedGram(point.curvature, concurrency: concurrency)
        for column in 0..<hessian.order - 1 { hessian[column, column] += penalty }
        return hessian
    }

    /// The largest element of the gradient, relative to its natural size.
    func gradientNorm(at point: Point) -> Double {
        zip(point.gradient, gradientScale).reduce(0) { largest, pair in
            pair.0 == 0 ? largest : max(largest, abs(pair.0) / max(pair.1, .leastNormalMagnitude))
        }
    }

    /// Whether every target is 0 or 1 and every row's margin has the sign of its target.
    func isSeparated(at point: Point) -> Bool {
        point.margins.indices.allSatisfy { row in
            weights[row] == 0 || (targets[row] == 1 && point.margins[row] > 0)
                || (targets[row] == 0 && point.margins[row] < 0)
        }
    }
}
