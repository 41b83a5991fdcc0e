public import Features
import Learning
import LinearAlgebra
public import Models
public import Scoring

/// The rows of a frame, scored and explained one by one.
public struct FrameScores: Sendable {
    private let model: LogisticModel
    private let rows: Matrix

    /// Prepares a frame for a model.
    ///
    /// - Throws: `LearningError.missingInput` where the frame lacks a column that the model needs.
    /// - Complexity: O(rows x inputs).
    public init(_ frame: FeatureFrame, by model: LogisticModel) throws {
        self.model = model
        rows = try model.encoder.rows(of: frame)
    }

    /// The score of a row with the contribution of every input.
    ///
    /// - Precondition: the row is one of the frame's.
    public func explanation(_ row: Int) -> Explanation {
        let width = model.inputs.count
        return model.explain(rows.elements.span.extracting(row * width..<(row + 1) * width))
    }

    /// The row's inputs as people see them.
    ///
    /// - Precondition: the row is one of the frame's.
    public func inputs(_ row: Int) -> [InputValue] {
        model.inputs.enumerated().map { index, input in
            let slot = rows[row, index]
            if slot.isNaN { return .missing }
            if input.kind == .number { return .number(slot) }
            return slot < 0 ? .level("") : .level(input.levels[Int(slot)])
        }
    }
}
