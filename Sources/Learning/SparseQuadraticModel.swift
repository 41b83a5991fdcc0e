import LinearAlgebra

/// A logistic loss over sparse rows to second order about a point, known by each row's curvature.
struct SparseQuadraticModel {
    private let columns: SparseColumns
    private let point: LogisticObjective.Point
    private let ridge: [Double]
    private let lasso: [Double]
    private let fitsIntercept: Bool
    /// Second derivatives along each parameter, penalties apart; shape (columns + 1).
    private let curvature: [Double]

    /// - Complexity: O(stored elements).
    init(
        _ objective: LogisticObjective, columns: SparseColumns, point: LogisticObjective.Point,
        ridge: [Double],
        lasso: [Double]
    ) {
        self.columns = columns
        self.point = point
        self.ridge = ridge
        self.lasso = lasso
        fitsIntercept = objective.fitsIntercept
        let weights = point.curvature.span
        curvature =
            (0..<columns.count).map { columns.weightedSquare($0, weights) } + [point.curvature.reduce(0, +)]
    }

    /// Where the model of loss and penalties has its minimum.
    ///
    /// Sweeps over all parameters; between two of these, over those that are not 0.
    ///
    /// - Parameters:
    ///   - sweepLimit: of either kind.
    ///   - accuracy: a sweep whose largest gain is below this share of the largest ever ends the search.
    func minimum(sweepLimit: Int, accuracy: Double) -> [Double] {
        let all = Array(0..<(fitsIntercept ? columns.count + 1 : columns.count))
        var goal = point.parameters
        // How far each row's margin has moved.
        var moved = [Double](repeating: 0, count: columns.rows)
        var largestEver = 0.0
        for _ in 0..<sweepLimit {
            var largest = sweep(all, &goal, &moved)
            largestEver = max(largestEver, largest)
            if largest <= accuracy * largestEver { break }
            let active = all.filter { goal[$0] != 0 || lasso[$0] == 0 }
            for _ in 0..<sweepLimit where largest > accuracy * largestEver {
                largest = sweep(active, &goal, &moved)
            }
        }
        return goal
    }

    /// Minimizes along one parameter after the other.
    ///
    /// - Returns: twice the largest gain.
    private func sweep(_ parameters: [Int], _ goal: inout [Double], _ moved: inout [Double]) -> Double {
        var largest = 0.0
        var moved = moved.mutableSpan
        let weights = point.curvature.span
        for index in parameters {
            let isIntercept = index == columns.count
            let curvature = curvature[index] + ridge[index]
            guard curvature > 0 else { continue }
            let along =
                isIntercept
                ? Self.product(weights, moved) : columns.weightedProduct(index, weights, moved)
            let slope =
                point.gradient[index] + along + ridge[index] * (goal[index] - point.parameters[index])
            let wanted = curvature * goal[index] - slope
            let magnitude = abs(wanted) - lasso[index]
            let next = magnitude > 0 ? (wanted < 0 ? -magnitude : magnitude) / curvature : 0
            let change = next - goal[index]
            guard change != 0 else { continue }
            if isIntercept {
                for row in 0..<moved.count { moved[row] += change }
            } else {
                columns.add(index, times: change, to: &moved)
            }
            goal[index] = next
            largest = max(largest, curvature * change * change)
        }
        return largest
    }

    private static func product(_ weights: Span<Double>, _ moved: borrowing MutableSpan<Double>) -> Double {
        var sum = 0.0
        for row in 0..<weights.count { sum += weights[row] * moved[row] }
        return sum
    }
}
