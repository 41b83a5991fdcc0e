/// Features of many entities at many cutoffs: what training and evaluation see.
///
/// Rows are sorted by cutoff, then entity; every column has `rowCount` elements.
public struct FeatureFrame: Equatable, Sendable {
    /// The entity of each row.
    public var entities: [EntityKey]
    /// The time of each row: only what was recorded before it is in the row.
    public var cutoffs: [Instant]
    /// The features, in the order of their definition.
    public var columns: [FeatureColumn]

    /// Creates a frame.
    ///
    /// - Precondition: entities, cutoffs and every column have the same count.
    public init(entities: [EntityKey], cutoffs: [Instant], columns: [FeatureColumn]) {
        precondition(entities.count == cutoffs.count)
        precondition(columns.allSatisfy { $0.count == entities.count })
        self.entities = entities
        self.cutoffs = cutoffs
        self.columns = columns
    }

    /// The number of rows.
    public var rowCount: Int { entities.count }

    /// The column of that name, or nil.
    ///
    /// - Complexity: O(columns).
    public func column(_ name: String) -> FeatureColumn? { columns.first { $0.name == name } }

    /// The frame without the columns of these names.
    public func without(_ names: Set<String>) -> FeatureFrame {
        FeatureFrame(
            entities: entities, cutoffs: cutoffs, columns: columns.filter { !names.contains($0.name) })
    }

    /// The frame of the rows at these indices, in their order.
    ///
    /// - Complexity: O(rows x columns).
    public func rows(_ indices: [Int]) -> FeatureFrame {
        FeatureFrame(
            entities: indices.map { entities[$0] }, cutoffs: indices.map { cutoffs[$0] },
            columns: columns.map { column in
                switch column.values {
                case .numbers(let values):
                    FeatureColumn(name: column.name, values: .numbers(indices.map { values[$0] }))
                case .categories(let values):
                    FeatureColumn(name: column.name, values: .categories(indices.map { values[$0] }))
                }
            })
    }
}
