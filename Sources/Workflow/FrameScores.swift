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

    /// The row's slots, as the model takes them; shape (inputs).
    ///
    /// - Precondition: the row is one of the frame's.
    public func slots(_ row: Int) -> [Double] { model.inputs.indices.map { rows[row, $0] } }

    /// The row's inputs as people see them.
    ///
    /// - Precondition: the row is one of the frame's.
    public func inputs(_ row: Int) -> [InputValue] {
        zip(slots(row), model.inputs).map { InputValue(slot: $0, of: $1) }
    }
}
