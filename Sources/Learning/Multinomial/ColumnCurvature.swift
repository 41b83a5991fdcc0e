import LinearAlgebra

/// How the columns of a design, less their means, lie to each other: all that a class's second derivatives need besides a factor.
struct ColumnCurvature: Sendable {
    /// The weighted mean of each column.
    let means: [Double]
    private let form: Form

    private enum Form {
        /// Weighted cross products by their eigenvectors.
        case spectrum(RidgedSpectrum)
        /// Weighted squares alone.
        case diagonal([Double])
    }

    /// Columns up to which eigenvectors are worth their cost.
    private static let columnLimit = 1_024

    /// Reads the rows once or twice.
    ///
    /// - Parameter total: the sum of the weights, above 0.
    init(_ design: DesignMatrix, weights: [Double]?, total: Double, concurrency: Int) {
        let columns = design.columns
        let withGram = design.isDense && columns <= Self.columnLimit
        let sums = design.pass(
            [Double](repeating: 0, count: columns), withGram: withGram, concurrency: concurrency,
            figures: 0
        ) { rows, _, residuals, curvature, _ in
            for row in 0..<rows.count {
                residuals[row] = weights?[rows.lowerBound + row] ?? 1
                curvature[row] = residuals[row]
            }
        }
        let means = sums.transposed.map { $0 / total }
        self.means = means
        if var gram = sums.gram {
            for row in 0..<columns {
                for column in 0...row { gram[row, column] -= total * means[row] * means[column] }
            }
            if let spectrum = try? RidgedSpectrum(gram) {
                form = .spectrum(spectrum)
                return
            }
        }
        let squares = design.squares(weights: weights)
        form = .diagonal(zip(squares, means).map { max($0 - total * $1 * $1, 0) })
    }

    /// The solutions with each class's Hessian; shape (columns, classes).
    func solve(_ right: [Double], scales: [Double], ridge: Double) -> [Double] {
        switch form {
        case .spectrum(let spectrum): return spectrum.solve(right, scales: scales, ridge: ridge)
        case .diagonal(let squares):
            var solution = right
            var target = solution.mutableSpan
            for (column, square) in squares.enumerated() {
                for index in scales.indices {
                    let divisor = scales[index] * square + ridge
                    target[column * scales.count + index] /= divisor > 0 && divisor.isFinite ? divisor : 1
                }
            }
            return solution
        }
    }

    /// The natural size of each element of a gradient: the weighted distances of the column from its mean, each times how far its
    /// row's label of the class lies from the class's share; shape (columns + 1, classes), intercepts last.
    ///
    /// - Parameter masses: the sum of each class's weights.
    static func scale(of problem: MultinomialProblem, means: [Double], masses: [Double]) -> [Double] {
        let (columns, classes) = (problem.design.columns, masses.count)
        let total = masses.reduce(0, +)
        let shares = masses.map { $0 / total }
        // As of rows that store nothing in a column, which are as far from its mean as 0 is; those that do are put right below. A
        // billionth more, so that of a column of equal values more is left than rounding.
        let distances = means.map { abs($0) * (1 + 1e-9) } + [1]
        var own = distances.flatMap { distance in masses.map { $0 * distance } }
        var all = distances.map { $0 * total }
        for row in problem.labels.indices {
            let weight = problem.weights?[row] ?? 1
            let label = problem.labels[row]
            problem.design.eachElement(ofRow: row) { column, value in
                let change = weight * (abs(value - means[column]) - abs(means[column]))
                own[column * classes + label] += change
                all[column] += change
            }
        }
        for column in 0...columns {
            for index in 0..<classes {
                let place = column * classes + index
                own[place] = own[place] * (1 - 2 * shares[index]) + all[column] * shares[index]
            }
        }
        return own
    }
}

extension DesignMatrix {
    /// Shows the stored elements of a row.
    @inline(__always)
    fileprivate func eachElement(ofRow row: Int, _ body: (_ column: Int, _ value: Double) -> Void) {
        switch self {
        case .double(let matrix):
            for column in 0..<matrix.columns { body(column, matrix.elements[row * matrix.columns + column]) }
        case .float(let matrix):
            for column in 0..<matrix.columns {
                body(column, Double(matrix.elements[row * matrix.columns + column]))
            }
        case .sparse(let matrix):
            for index in matrix.rowStarts[row]..<matrix.rowStarts[row + 1] {
                body(Int(matrix.columnIndices[index]), matrix.values[index])
            }
        }
    }

    /// The weighted sum of each column's squares; shape (columns).
    fileprivate func squares(weights: [Double]?) -> [Double] {
        var sums = [Double](repeating: 0, count: columns)
        for row in 0..<rows {
            let weight = weights?[row] ?? 1
            eachElement(ofRow: row) { sums[$0] += weight * $1 * $1 }
        }
        return sums
    }
}
