public import LinearAlgebra
import Models

/// What a logistic regression learns from.
public struct LogisticProblem: Sendable {
    /// The rows; numbers within ±1e90.
    public var design: DesignMatrix
    /// True is the positive outcome; shape (rows).
    public var labels: [Bool]
    /// How much each row counts, finite and not below 0; shape (rows); nil stands for 1 each.
    public var weights: [Double]?
    /// A part of each row's logit that is known beforehand, within ±1e90; shape (rows); nil stands for 0 each.
    public var offsets: [Double]?
    /// Columns that the penalty leaves alone; each in range.
    public var unpenalizedColumns: Set<Int>
    /// Which rows belong together, by any numbers; shape (rows).
    ///
    /// Standard errors are then also given that allow for what rows of a cluster share.
    public var clusters: [Int]?

    /// Creates a problem; the estimator checks it.
    public init(
        design: DesignMatrix, labels: [Bool], weights: [Double]? = nil, offsets: [Double]? = nil,
        unpenalizedColumns: Set<Int> = [], clusters: [Int]? = nil
    ) {
        self.design = design
        self.labels = labels
        self.weights = weights
        self.offsets = offsets
        self.unpenalizedColumns = unpenalizedColumns
        self.clusters = clusters
    }

    /// Refuses shapes and numbers that do not fit, and labels that are all equal.
    ///
    /// Numbers of the design are looked at where they are first read.
    func check() throws(LearningError) {
        try check(count: labels.count, of: "labels")
        try check(weights, named: "weights") { $0 >= 0 && $0 <= DesignEncoder.limit }
        try check(offsets, named: "offsets") { abs($0) <= DesignEncoder.limit }
        if let clusters { try check(count: clusters.count, of: "clusters") }
        if let column = unpenalizedColumns.sorted().first(where: { $0 < 0 || $0 >= design.columns }) {
            throw .unknownColumn(column, columns: design.columns)
        }
        var counts = (positive: 0, negative: 0)
        for row in labels.indices where weights.map({ $0[row] > 0 }) ?? true {
            if labels[row] { counts.positive += 1 } else { counts.negative += 1 }
        }
        guard counts.positive + counts.negative > 0 else { throw .noRows }
        guard counts.positive > 0 && counts.negative > 0 else {
            throw .singleClass(rows: counts.positive + counts.negative, label: counts.positive > 0)
        }
    }

    private func check(count: Int, of name: String) throws(LearningError) {
        guard count == design.rows else {
            throw .wrongCount(of: name, expected: design.rows, found: count)
        }
    }

    private func check(
        _ numbers: [Double]?, named name: String, _ isAllowed: (Double) -> Bool
    ) throws(LearningError) {
        guard let numbers else { return }
        try check(count: numbers.count, of: name)
        if let row = numbers.firstIndex(where: { !isAllowed($0) }) {
            throw .invalidNumber(in: name, row: row, column: 0)
        }
    }
}
