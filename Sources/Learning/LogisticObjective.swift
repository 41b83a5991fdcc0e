import Arithmetic
import LinearAlgebra
import Models

/// The penalized log loss of a linear model, as a function of its parameters.
///
/// Parameters are the coefficients, then the intercept. Targets may lie between 0 and 1.
struct LogisticObjective: Sendable {
    let design: DesignMatrix
    let targets: [Double]
    /// Nil stands for 1 each.
    let weights: [Double]?
    /// Nil stands for 0 each.
    let offsets: [Double]?
    /// The weight of half each coefficient's square; shape (columns).
    var ridge: [Double]
    /// Whether the intercept is free; otherwise it stays 0, with a gradient of 0 and a second derivative of 1.
    let fitsIntercept: Bool
    let concurrency: Int
    /// The natural size of each element of the gradient: the weighted sum of the column's magnitudes, each times how far its
    /// row's target lies from the mean one; from a half where no intercept is fitted.
    ///
    /// Where positives are rare, so are the terms that make up the gradient: the column's magnitudes alone would make any
    /// gradient look small.
    let gradientScale: [Double]

    /// Whether margins are watched: only without a penalty can the minimum lie at infinity.
    var watchesMargins: Bool

    /// The objective at one point.
    struct Point {
        var parameters: [Double]
        var value: Double
        var gradient: [Double]
        /// Second derivatives, where they were asked for.
        var hessian: SymmetricMatrix?
        /// Each row's weight in the second derivatives, where it was asked for; shape (rows).
        var curvature: [Double] = []
        /// The least margin on the side of a row's target, and the largest magnitude; of rows with a weight.
        var margins: Margins
    }

    /// What is known of the margins at a point.
    struct Margins {
        /// Whether every target is 0 or 1 and every row's margin, its offset apart, has the sign of its target: then the
        /// columns tell the targets apart, whatever the offsets are.
        var areSeparated = true
        /// The largest magnitude.
        var largest = 0.0
    }

    /// How often making an objective goes through its rows.
    static let passesAtFirst = 1

    /// Creates the objective, which reads the rows once.
    ///
    /// - Throws: `LearningError.invalidNumber` for a number of the design that is not within ±1e90.
    init(
        design: DesignMatrix, targets: [Double], weights: [Double]?, offsets: [Double]? = nil,
        ridge: [Double], fitsIntercept: Bool = true, concurrency: Int
    ) throws(LearningError) {
        let distances = Self.distances(targets, weights, fromMean: fitsIntercept)
        let survey = design.survey(weights: distances, limit: DesignEncoder.limit, concurrency: concurrency)
        if let place = survey.firstBeyondLimit {
            throw .invalidNumber(in: "design", row: place.row, column: place.column)
        }
        self.design = design
        self.targets = targets
        self.weights = weights
        self.offsets = offsets
        self.ridge = ridge
        watchesMargins = ridge.contains(0)
        self.fitsIntercept = fitsIntercept
        self.concurrency = concurrency
        gradientScale = survey.magnitudes + [distances.reduce(0, +)]
    }

    /// Each row's weighted distance between its target and what is known of it before any column is; shape (rows).
    private static func distances(_ targets: [Double], _ weights: [Double]?, fromMean: Bool) -> [Double] {
        let mass = mass(targets, weights)
        let total = mass.positive + mass.negative
        let shares =
            fromMean && total > 0
            ? (positive: mass.positive / total, negative: mass.negative / total)
            : (positive: 0.5, negative: 0.5)
        return targets.indices.map { row in
            let target = targets[row]
            return (weights?[row] ?? 1) * (target * shares.negative + (1 - target) * shares.positive)
        }
    }

    /// The weights of either outcome, summed.
    private static func mass(_ targets: [Double], _ weights: [Double]?) -> (
        positive: Double, negative: Double
    ) {
        var (positive, negative) = (0.0, 0.0)
        for row in targets.indices {
            let weight = weights?[row] ?? 1
            positive += weight * targets[row]
            negative += weight * (1 - targets[row])
        }
        return (positive, negative)
    }

    /// Whether a row has a weight.
    func counts(_ row: Int) -> Bool { weights.map { $0[row] > 0 } ?? true }

    /// The rows of either outcome that have a weight.
    var countedRows: (positive: Int, negative: Int) {
        var counts = (positive: 0, negative: 0)
        for row in targets.indices where self.counts(row) {
            if targets[row] > 0.5 { counts.positive += 1 } else { counts.negative += 1 }
        }
        return counts
    }

    /// Zero coefficients and the intercept that gives the mean target.
    var origin: [Double] {
        let mass = Self.mass(targets, weights)
        let intercept = fitsIntercept ? PortableMath.log(mass.positive) - PortableMath.log(mass.negative) : 0
        return Array(repeating: 0, count: design.columns) + [intercept]
    }

    /// The largest element of the gradient, relative to its natural size.
    func gradientNorm(at point: Point) -> Double {
        zip(point.gradient, gradientScale).reduce(0) { largest, pair in
            pair.0 == 0 ? largest : max(largest, abs(pair.0) / max(pair.1, .leastNormalMagnitude))
        }
    }
}
