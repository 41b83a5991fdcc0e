import FoundationEssentials
public import LinearAlgebra
public import Models

/// Puts many rows into the clusters of a model: the very ones that `ClusterModel.nearest` tells.
public struct ClusterAssignment: Sendable {
    private let model: ClusterModel
    private let concurrency: Int

    /// Takes a model.
    ///
    /// - Parameter concurrency: threads at most; nil takes one a processor. The answer does not depend on it.
    public init(_ model: ClusterModel, concurrency: Int? = nil) {
        self.model = model
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
    }

    /// The cluster of each row; shape (rows).
    ///
    /// - Throws: `LearningError` as `KMeans.fit`.
    /// - Precondition: the rows have the model's columns.
    /// - Complexity: O(rows * clusters * columns).
    public func clusters(of rows: DesignMatrix) throws(LearningError) -> [Int32] {
        let centres = Matrix(
            rows: model.centres.count, columns: model.columns, elements: model.centres.flatMap { $0 })
        let sample = try ClusterRows(
            rows, weights: nil, isSpherical: model.isSpherical, centres: centres, concurrency: concurrency)
        let search = CentreSearch(centres, for: sample.design)
        return RowBlocks(rowCount: rows.rows, concurrency: concurrency).map { block in
            var found: [NearestCentre] = []
            search.nearest(
                block.map { Int32($0) }, in: sample.design, norms: sample.norms, into: &found)
            return found.map(\.index)
        }.flatMap { $0 }
    }
}
