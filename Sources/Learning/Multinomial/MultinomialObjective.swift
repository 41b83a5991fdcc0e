import Arithmetic
import LinearAlgebra
import Models

/// The penalized log loss of a softmax model, as a function of its parameters.
///
/// Parameters are the coefficients, shape (columns, classes), then the intercepts of columns less their means, shape (classes).
struct MultinomialObjective: Sendable {
    private let passes: BlockPasses
    private let labels: [Int32]
    /// Nil stands for 1 each.
    private let weights: [Double]?
    /// The sum of each class's weights.
    private let masses: [Double]
    /// The weighted mean of each column.
    private let means: [Double]
    private let curvature: ColumnCurvature
    /// The natural size of each element of the gradient.
    let gradientScale: [Double]
    /// The weight of half each coefficient's square.
    var strength: Double

    /// The objective at one point.
    struct Point: SmoothPoint {
        var parameters: [Double]
        var value: Double
        var gradient: [Double]
        /// The weighted sum of p (1 - p) of each class.
        var curvature: [Double]
        /// What is known of the margins, where there is no penalty.
        var margins: MultinomialTile.Margins
    }

    private var columns: Int { means.count }
    private var classes: Int { masses.count }
    private var total: Double { masses.reduce(0, +) }

    /// Creates the objective, which reads the rows twice.
    ///
    /// - Throws: `LearningError` for what cannot be learned from.
    init(_ problem: MultinomialProblem, strength: Double, concurrency: Int) throws(LearningError) {
        let masses = try problem.masses()
        let total = masses.reduce(0, +)
        let design = problem.design
        let survey = design.survey(weights: nil, limit: DesignEncoder.limit, concurrency: concurrency)
        if let place = survey.firstBeyondLimit {
            throw .invalidNumber(in: "design", row: place.row, column: place.column)
        }
        self.masses = masses
        self.strength = strength
        labels = problem.labels.map(Int32.init)
        weights = problem.weights
        passes = BlockPasses(design, width: masses.count, concurrency: concurrency)
        curvature = ColumnCurvature(design, weights: problem.weights, total: total, concurrency: concurrency)
        means = curvature.means
        gradientScale = ColumnCurvature.scale(of: problem, means: means, masses: masses)
    }

    /// Zero coefficients and the intercepts that give the classes' shares.
    var origin: [Double] {
        let logs = masses.map { PortableMath.log($0) }
        let mean = logs.reduce(0, +) / Double(classes)
        return [Double](repeating: 0, count: columns * classes) + logs.map { $0 - mean }
    }

    /// Where a search begins that begins from a fit.
    func parameters(of fit: MultinomialFit) throws(LearningError) -> [Double] {
        guard fit.coefficients.count == classes, fit.intercepts.count == classes else {
            throw .wrongCount(of: "start", expected: classes, found: fit.coefficients.count)
        }
        var parameters = [Double](repeating: 0, count: columns * classes) + fit.intercepts
        for (index, coefficients) in fit.coefficients.enumerated() {
            guard coefficients.count == columns else {
                throw .wrongCount(of: "start", expected: columns, found: coefficients.count)
            }
            for column in 0..<columns {
                parameters[column * classes + index] = coefficients[column]
                parameters[columns * classes + index] += means[column] * coefficients[column]
            }
        }
        if let place = parameters.firstIndex(where: { !(abs($0) <= DesignEncoder.limit) }) {
            throw .invalidNumber(in: "start", row: place % classes, column: place / classes)
        }
        return parameters
    }

    /// Value and gradient, in one pass over the rows.
    ///
    /// - Complexity: O(stored elements * classes).
    func point(at parameters: [Double]) -> Point {
        let (columns, classes) = (columns, classes)
        let coefficients = Array(parameters[..<(columns * classes)])
        let offsets = offsets(of: parameters)
        let watches = strength == 0
        let start = MultinomialTile(classes: classes)
        let sums = passes.pass(coefficients, figures: start) { rows, margins, tile in
            tile.evaluate(
                rows, labels: labels, weights: weights, offsets: offsets.span, watches: watches, &margins)
        }
        var tile = start
        for part in sums.figures { tile.add(part) }
        var gradient = sums.transposed
        var value = tile.loss
        var target = gradient.mutableSpan
        for column in 0..<columns {
            for index in 0..<classes {
                let place = column * classes + index
                let coefficient = coefficients[place]
                value += strength / 2 * coefficient * coefficient
                target[place] += strength * coefficient - means[column] * tile.residuals[index]
            }
        }
        return Point(
            parameters: parameters, value: value, gradient: gradient + tile.residuals,
            curvature: tile.curvature, margins: tile.margins)
    }

    /// The intercepts of columns as they are.
    private func offsets(of parameters: [Double]) -> [Double] {
        let (columns, classes) = (columns, classes)
        var offsets = Array(parameters[(columns * classes)...])
        for column in 0..<columns {
            for index in 0..<classes {
                offsets[index] -= means[column] * parameters[column * classes + index]
            }
        }
        return offsets
    }

    /// The largest element of the gradient, relative to its natural size.
    func gradientNorm(at point: Point) -> Double {
        zip(point.gradient, gradientScale).reduce(0) { largest, pair in
            pair.0 == 0 ? largest : max(largest, abs(pair.0) / max(pair.1, .leastNormalMagnitude))
        }
    }

    /// What the estimated Hessian at a point makes of a gradient.
    func preconditioned(_ gradient: [Double], at point: Point) -> [Double] {
        // Where all probabilities are 0 or 1 there would be nothing to divide by.
        let floors = masses.map { $0 / total * (1 - $0 / total) * 1e-6 * total }
        let sums = zip(point.curvature, floors).map { max($0, $1) }
        let coefficients = curvature.solve(
            Array(gradient[..<(columns * classes)]), scales: sums.map { $0 / total }, ridge: strength)
        return coefficients + zip(gradient[(columns * classes)...], sums).map { $0 / $1 }
    }

    /// What a point says as a fit; how it was found is left open.
    func fit(at point: Point) -> MultinomialFit {
        var offsets = offsets(of: point.parameters)
        let mean = offsets.reduce(0, +) / Double(classes)
        offsets = offsets.map { $0 - mean }
        var coefficients = [[Double]](
            repeating: [Double](repeating: 0, count: columns), count: classes)
        for column in 0..<columns {
            let row = point.parameters[column * classes..<(column + 1) * classes]
            // With a penalty this is 0 but for rounding.
            let shared = row.reduce(0, +) / Double(classes)
            for (index, coefficient) in row.enumerated() {
                coefficients[index][column] = coefficient - shared
            }
        }
        return MultinomialFit(
            coefficients: coefficients, intercepts: offsets, objective: point.value,
            gradientNorm: gradientNorm(at: point), iterations: 0, passes: 0, state: .iterationLimit)
    }
}
