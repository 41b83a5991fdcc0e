public import Features

/// What the values of a frame are like, column by column, without the frame.
public struct FrameSummary: Equatable, Sendable {
    /// The number of rows.
    public private(set) var rows = 0
    /// The columns in the order of the features.
    public private(set) var columns: [ColumnSummary]

    /// Begins without rows.
    public init(_ features: FeatureSet) { columns = features.features.map(ColumnSummary.init) }

    /// Adds the rows of a block of the same features.
    ///
    /// - Complexity: O(rows x columns).
    public mutating func add(_ block: FeatureBlock) {
        rows += block.rows.count
        for index in columns.indices { columns[index].add(block, at: index) }
    }

    /// Adds the rows of another summary of the same features.
    ///
    /// Sums of doubles depend on the order: add partitions in theirs.
    public mutating func add(_ other: FrameSummary) {
        rows += other.rows
        for index in columns.indices { columns[index].add(other.columns[index]) }
    }
}
