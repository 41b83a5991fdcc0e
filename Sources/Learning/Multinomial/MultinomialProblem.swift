public import LinearAlgebra
import Models

/// What a multinomial logistic regression learns from.
public struct MultinomialProblem: Sendable {
    /// The rows; numbers within ±1e90.
    public var design: DesignMatrix
    /// The class of each row, in `0..<classes`; shape (rows).
    public var labels: [Int]
    /// The number of classes, each of which has a row.
    public var classes: Int
    /// How much each row counts, finite and not below 0; shape (rows); nil stands for 1 each.
    public var weights: [Double]?

    /// Creates a problem; the estimator checks it.
    public init(design: DesignMatrix, labels: [Int], classes: Int, weights: [Double]? = nil) {
        self.design = design
        self.labels = labels
        self.classes = classes
        self.weights = weights
    }

    /// The most coefficients that are searched for: those of a step and of the steps remembered take some GiB.
    public static let coefficientLimit = 1 << 25

    /// The sum of the weights of each class's rows; shape (classes).
    ///
    /// - Throws: `LearningError` for shapes and numbers that do not fit, for one class, and for a class without a row that counts.
    func masses() throws(LearningError) -> [Double] {
        guard labels.count == design.rows else {
            throw .wrongCount(of: "labels", expected: design.rows, found: labels.count)
        }
        if let weights {
            guard weights.count == design.rows else {
                throw .wrongCount(of: "weights", expected: design.rows, found: weights.count)
            }
            if let row = weights.firstIndex(where: { !($0 >= 0 && $0 <= DesignEncoder.limit) }) {
                throw .invalidNumber(in: "weights", row: row, column: 0)
            }
        }
        guard classes <= Self.coefficientLimit / max(1, design.columns + 1) else {
            throw .tooManyCoefficients(
                classes: classes, columns: design.columns, limit: Self.coefficientLimit)
        }
        var masses = [Double](repeating: 0, count: max(classes, 0))
        for row in labels.indices {
            guard masses.indices.contains(labels[row]) else {
                throw .unknownClass(labels[row], row: row, classes: classes)
            }
            masses[labels[row]] += weights?[row] ?? 1
        }
        guard masses.contains(where: { $0 > 0 }) else { throw .noRows }
        guard masses.count(where: { $0 > 0 }) > 1 else { throw .oneClass(rows: labels.count) }
        if let index = masses.firstIndex(of: 0) { throw .emptyClass(index) }
        return masses
    }
}
