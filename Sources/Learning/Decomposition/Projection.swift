import FoundationEssentials
public import LinearAlgebra
public import Models

/// Projects many rows on the components of a model; as `ComponentModel.project`, but for rounding.
public struct Projection: Sendable {
    private let model: ComponentModel
    private let concurrency: Int

    /// Takes a model.
    ///
    /// - Parameter concurrency: threads at most; nil takes one a processor. The bits do not depend on it.
    public init(_ model: ComponentModel, concurrency: Int? = nil) {
        self.model = model
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
    }

    /// The coordinates of each row; shape (rows, components).
    ///
    /// - Throws: `LearningError` for numbers that are not within ±1e90.
    /// - Precondition: the rows have the model's columns.
    /// - Complexity: O(stored elements * components).
    public func scores(of rows: DesignMatrix) throws(LearningError) -> Matrix {
        let survey = rows.survey(weights: nil, limit: DesignEncoder.limit, concurrency: concurrency)
        if let place = survey.firstBeyondLimit {
            throw .invalidNumber(in: "rows", row: place.row, column: place.column)
        }
        let (count, columns) = (model.components.count, model.columns)
        var vectors = [Double](repeating: 0, count: columns * count)
        for (place, component) in model.components.enumerated() {
            for column in 0..<columns { vectors[column * count + place] = component[column] }
        }
        return rows.product(
            Matrix(rows: columns, columns: count, elements: vectors), means: model.means,
            concurrency: concurrency)
    }
}
