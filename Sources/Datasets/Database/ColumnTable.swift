/// Named columns of one length: the answer to a query, or a table to be written.
public struct ColumnTable: Equatable, Sendable {
    /// The names, in order.
    public var names: [String]
    /// The columns, in the order of the names.
    public var columns: [Column]

    /// Creates a table.
    ///
    /// - Precondition: as many names as columns, and all columns of one length.
    public init(names: [String], columns: [Column]) {
        precondition(names.count == columns.count)
        precondition(columns.allSatisfy { $0.count == columns[0].count })
        self.names = names
        self.columns = columns
    }

    /// The number of rows.
    public var rowCount: Int { columns.first?.count ?? 0 }

    /// The column of that name, or nil.
    public subscript(name: String) -> Column? {
        names.firstIndex(of: name).map { columns[$0] }
    }
}
