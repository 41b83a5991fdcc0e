extension DesignMatrix {
    /// Some rows of a dense design, as they are stored.
    ///
    /// - Precondition: the design is dense, and the rows are in range.
    /// - Complexity: O(rows * columns).
    public func rows(at rows: [Int]) -> DesignMatrix {
        guard case .float(let matrix) = self else { return .double(selected(rows)) }
        var elements: [Float] = []
        elements.reserveCapacity(rows.count * columns)
        for row in rows { elements += matrix.elements[row * columns..<(row + 1) * columns] }
        return .float(FloatMatrix(rows: rows.count, columns: columns, elements: elements))
    }

    /// Some rows of a dense design, in double precision.
    ///
    /// - Precondition: the design is dense, and the rows are in range.
    /// - Complexity: O(rows * columns).
    public func selected(_ rows: [Int]) -> Matrix {
        var elements: [Double] = []
        elements.reserveCapacity(rows.count * columns)
        for row in rows {
            let range = row * columns..<(row + 1) * columns
            switch self {
            case .double(let matrix): elements += matrix.elements[range]
            case .float(let matrix): elements += matrix.elements[range].lazy.map(Double.init)
            case .sparse: preconditionFailure("rows are selected of dense designs")
            }
        }
        return Matrix(rows: rows.count, columns: columns, elements: elements)
    }

    /// The same numbers, widened where they are stored in single precision.
    public var inDoublePrecision: DesignMatrix {
        guard case .float(let matrix) = self else { return self }
        return .double(
            Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map { Double($0) }))
    }

    /// Adds a row times a number to the first numbers of a vector.
    ///
    /// - Precondition: the row is in range, and the vector has a number a column at least.
    /// - Complexity: O(stored elements of the row).
    public func add(row: Int, times factor: Double, to vector: inout [Double]) {
        var vector = vector.mutableSpan
        switch self {
        case .double(let matrix):
            for column in 0..<columns { vector[column] += factor * matrix.elements[row * columns + column] }
        case .float(let matrix):
            for column in 0..<columns {
                vector[column] += factor * Double(matrix.elements[row * columns + column])
            }
        case .sparse(let matrix):
            for index in matrix.rowStarts[row]..<matrix.rowStarts[row + 1] {
                vector[Int(matrix.columnIndices[index])] += factor * matrix.values[index]
            }
        }
    }
}
