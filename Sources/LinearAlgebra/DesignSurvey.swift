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
            var isWithin = true
            for row in range {
                let isRowWithin = add(row, weight: weights?[row] ?? 1, limit, to: &survey.magnitudes)
                if !isRowWithin && isWithin { survey.firstBeyondLimit = place(in: row, beyond: limit) }
                isWithin = isWithin && isRowWithin
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

    /// Adds a row's magnitudes and tells whether all are within the limit.
    private func add(_ row: Int, weight: Double, _ limit: Double, to sums: inout [Double]) -> Bool {
        var sums = sums.mutableSpan
        switch self {
        case .double(let matrix):
            return Self.add(matrix.elements.span.extracting(range(row)), weight, limit, to: &sums)
        case .float(let matrix):
            return Self.add(matrix.elements.span.extracting(range(row)), weight, limit, to: &sums)
        case .sparse(let matrix):
            var isWithin = true
            for index in matrix.rowStarts[row]..<matrix.rowStarts[row + 1] {
                let magnitude = abs(matrix.values[index])
                isWithin = isWithin && magnitude <= limit
                sums[Int(matrix.columnIndices[index])] += weight * magnitude
            }
            return isWithin
        }
    }

    private func range(_ row: Int) -> Range<Int> { row * columns..<(row + 1) * columns }

    /// Without a branch in the loop, which is compiled to vector instructions.
    private static func add(
        _ elements: Span<Double>, _ weight: Double, _ limit: Double, to sums: inout MutableSpan<Double>
    ) -> Bool {
        let count = elements.count
        precondition(sums.count == count)
        var beyond: UInt64 = 0
        for column in 0..<count {
            let magnitude = abs(elements[column])
            beyond |= magnitude <= limit ? 0 : 1
            sums[column] += weight * magnitude
        }
        return beyond == 0
    }

    private static func add(
        _ elements: Span<Float>, _ weight: Double, _ limit: Double, to sums: inout MutableSpan<Double>
    ) -> Bool {
        let count = elements.count
        precondition(sums.count == count)
        var beyond: UInt64 = 0
        for column in 0..<count {
            let magnitude = abs(Double(elements[column]))
            beyond |= magnitude <= limit ? 0 : 1
            sums[column] += weight * magnitude
        }
        return beyond == 0
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
