public import Features
public import Models

/// The rows of a feature frame as a model takes them: names and levels are resolved once, before the loop.
public struct ScoringRows: Sendable {
    /// The number of rows.
    public let count: Int
    private let model: LogisticModel
    private let slots: [Double]

    /// Prepares a frame for a model.
    ///
    /// - Parameters:
    ///   - frame: with a column for every input of the model; others are ignored.
    ///   - model: the model.
    /// - Throws: `ScoringError.missingInput`, or `.value` where a column is of the other kind.
    /// - Complexity: O(rows x inputs).
    public init(_ frame: FeatureFrame, for model: LogisticModel) throws(ScoringError) {
        count = frame.rowCount
        self.model = model
        let width = model.inputs.count
        var slots = [Double](repeating: .nan, count: frame.rowCount * width)
        for (index, input) in model.inputs.enumerated() {
            guard let column = frame.column(input.name) else {
                throw .missingInput(
                    name: input.name, remedy: "the frame has no such column; compute it first")
            }
            switch (column.values, input.kind) {
            case (.numbers(let numbers), .number):
                for row in numbers.indices { slots[row * width + index] = numbers[row] }
            case (.categories(let levels), .category):
                for row in levels.indices {
                    slots[row * width + index] = model.encode(level: levels[row], input: index)
                }
            case (.numbers, .category):
                throw .value(input: input.name, problem: "categories are expected, the column holds numbers")
            case (.categories, .number):
                throw .value(input: input.name, problem: "numbers are expected, the column holds categories")
            }
        }
        self.slots = slots
    }

    /// The score of one row.
    ///
    /// - Precondition: the row is in 0..<count.
    /// - Complexity: O(design columns).
    public func score(_ row: Int) -> Score {
        let width = model.inputs.count
        return model.score(slots.span.extracting(row * width..<(row + 1) * width))
    }

    /// The score of one row with the contribution of every input.
    ///
    /// - Precondition: the row is in 0..<count.
    public func explain(_ row: Int) -> Explanation {
        let width = model.inputs.count
        return model.explain(slots.span.extracting(row * width..<(row + 1) * width))
    }

    /// The row as golden rows and people see it.
    ///
    /// - Precondition: the row is in 0..<count.
    public func inputs(_ row: Int) -> [InputValue] {
        model.inputs.enumerated().map { index, input in
            let slot = slots[row * model.inputs.count + index]
            if slot.isNaN { return .missing }
            switch input.kind {
            case .number: return .number(slot)
            case .category:
                // An unknown level is shown as missing text of no known level: an empty level is never known.
                return slot < 0 ? .level("") : .level(input.levels[Int(slot)])
            }
        }
    }
}
