public import Features
public import LinearAlgebra
public import Models

extension DesignEncoder {
    /// The rows of a frame, slot by slot, as a model takes them.
    ///
    /// - Returns: shape (rows, inputs).
    /// - Throws: `LearningError.missingInput` where the frame has no column of an input's name and kind.
    /// - Complexity: O(rows * inputs).
    public func rows(of frame: FeatureFrame) throws(LearningError) -> Matrix {
        var elements = [Double](repeating: .nan, count: frame.rowCount * inputs.count)
        for (index, input) in inputs.enumerated() {
            switch (frame.column(input.name)?.values, input.kind) {
            case (.numbers(let values), .number):
                for row in values.indices { elements[row * inputs.count + index] = values[row] }
            case (.categories(let values), .category):
                for row in values.indices {
                    elements[row * inputs.count + index] = encode(level: values[row], input: index)
                }
            default:
                throw .missingInput(
                    name: input.name, kind: input.kind == .number ? "numbers" : "categories")
            }
        }
        return Matrix(rows: frame.rowCount, columns: inputs.count, elements: elements)
    }

    /// The standardized design of a frame.
    ///
    /// - Returns: shape (rows, columns).
    /// - Throws: as `rows(of:)`.
    /// - Complexity: O(rows * columns).
    public func design(of frame: FeatureFrame) throws(LearningError) -> Matrix {
        design(of: try rows(of: frame))
    }

    /// The standardized design of rows.
    ///
    /// - Parameter rows: as `rows(of:)` gives them.
    /// - Returns: shape (rows, columns).
    /// - Complexity: O(rows * columns).
    func design(of rows: Matrix) -> Matrix {
        var elements = [Double](repeating: 0, count: rows.rows * columns.count)
        var design = elements.mutableSpan
        let slots = rows.elements.span
        for row in 0..<rows.rows {
            let start = row * columns.count
            for (index, column) in columns.enumerated() {
                // Products stand last, so that their factors are there.
                if case .product(let first, let second) = column.encoding {
                    design[start + index] = standardized(
                        product: index, design[start + first], design[start + second])
                } else {
                    design[start + index] = standardized(
                        column: index, value: slots[row * inputs.count + column.input])
                }
            }
        }
        return Matrix(rows: rows.rows, columns: columns.count, elements: elements)
    }
}

extension LogisticModel {
    /// The scores of a frame's rows, by the code that serving uses.
    ///
    /// - Returns: shape (rows).
    /// - Throws: as `DesignEncoder.rows(of:)`.
    /// - Complexity: O(rows * columns).
    public func scores(of frame: FeatureFrame) throws(LearningError) -> [Score] {
        let rows = try encoder.rows(of: frame)
        let slots = rows.elements.span
        var scores: [Score] = []
        scores.reserveCapacity(rows.rows)
        for row in 0..<rows.rows {
            scores.append(score(slots.extracting(row * inputs.count..<(row + 1) * inputs.count)))
        }
        return scores
    }
}
