/// What the columns of a design are like.
public struct DesignSurvey: Sendable {
    /// The weighted sum of each column's magnitudes; shape (columns).
    public internal(set) var magnitudes: [Double]
    /// The first element, in the order of rows, that is NaN or beyond the limit.
    public internal(set) var firstBeyondLimit: Place?

    /// Where an element stands.
    public struct Place: Equatable, Sendable {
        /// Counted from 0.
        public var row: Int
        /// Counted from 0.
        public var column: Int

        /// Creates a place.
        public init(row: Int, column: Int) {
            self.row = row
            self.column = column
        }
    }

    init(columns: Int) { magnitudes = [Double](repeating: 0, count: columns) }
}

extension DesignMatrix {
    /// Looks once at every element.
    ///
    /// - Parameters:
    ///   - weights: shape (rows); nil stands for 1 each.
    ///   - limit: the largest magnitude that is allowed.
    ///   - concurrency: threads at most; the bits do not depend on it.
    /// - Precondition: the weights have the shape.
    /// - Complexity: O(stored elements).
    public func survey(weights: [Double]?, limit: Double, concurrency: Int) -> DesignSurvey {
        precondition(weights.map { $0.count == rows } ?? true, "there is a weight a row")
        let parts = blocks(numbersEach: columns, concurrency: concurrency).map { range in
            var survey = DesignSurvey(columns: columns)
            if !add(range, weights: weights, limit, to: &survey.magnitudes) {
                survey.firstBeyondLimit = range.lazy.compactMap { place(in: $0, beyond: limit) }.first
            }
            return survey
        }
        var survey = DesignSurvey(columns: columns)
        for part in parts {
            for column in 0..<columns { survey.magnitudes[column] += part.magnitudes[column] }
            survey.firstBeyondLimit = survey.firstBeyondLimit ?? part.firstBeyondLimit
        }
        return survey
    }

    /// Adds some rows' magnitudes and tells whether all are within the limit.
    private func add(
        _ rows: Range<Int>, weights: [Double]?, _ limit: Double, to sums: inout [Double]
    ) -> Bool {
        let own = rows.lowerBound * columns..<rows.upperBound * columns
        let weights = weights?.span.extracting(rows)
        switch self {
        case .double(let matrix):
            return VectorLoops.addMagnitudes(
                matrix.elements.span.extracting(own), rows: rows.count, weights: weights, limit: limit,
                to: &sums)
        case .float(let matrix):
            return VectorLoops.addMagnitudes(
                matrix.elements.span.extracting(own), rows: rows.count, weights: weights, limit: limit,
                to: &sums)
        case .sparse(let matrix):
            var isWithin = true
            for row in 0..<rows.count {
                let weight = weights?[row] ?? 1
                let first = rows.lowerBound + row
                for index in matrix.rowStarts[first]..<matrix.rowStarts[first + 1] {
                    let magnitude = abs(matrix.values[index])
                    isWithin = isWithin && magnitude <= limit
                    sums[Int(matrix.columnIndices[index])] += weight * magnitude
                }
            }
            return isWithin
        }
    }

    private func place(in row: Int, beyond limit: Double) -> DesignSurvey.Place? {
        switch self {
        case .double(let matrix):
            return (0..<columns).first { !(abs(matrix.elements[row * columns + $0]) <= limit) }
                .map { DesignSurvey.Place(row: row, column: $0) }
        case .float(let matrix):
            return (0..<columns).first { !(Double(abs(matrix.elements[row * columns + $0])) <= limit) }
                .map { DesignSurvey.Place(row: row, column: $0) }
        case .sparse(let matrix):
            return (matrix.rowStarts[row]..<matrix.rowStarts[row + 1])
                .first { !(abs(matrix.values[$0]) <= limit) }
                .map { DesignSurvey.Place(row: row, column: Int(matrix.columnIndices[$0])) }
        }
    }
}
