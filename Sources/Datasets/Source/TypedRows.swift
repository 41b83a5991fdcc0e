/// The rows of a plain table in memory, in the types of their contract, and those that break it.
struct TypedRows {
    /// The contract's kept fields.
    let fields: [(name: String, field: FieldDefinition)]
    /// By field, a value a row: texts for keys and texts, numbers, flags, microseconds for times.
    let columns: [Column]
    /// By row, its line in the file.
    let lines: [Int]
    /// By row, what is wrong with it; nil for a row that keeps the contract.
    let faults: [RowFault?]

    /// Reads staged rows back.
    init(_ staged: StagedRows) throws(DatasetError) {
        fields = staged.fields
        let names = fields.indices.map(ContractStatement.column)
        let table = try staged.database.query(
            "SELECT \((["rowid"] + names).joined(separator: ", ")) FROM \(staged.table) ORDER BY rowid")
        columns = Array(table.columns.dropFirst())
        lines = try staged.places(of: Array(0..<table.rowCount)).map(\.line)
        var faults = [RowFault?](repeating: nil, count: table.rowCount)
        for (row, fault) in try staged.faults() { faults[row] = fault }
        self.faults = faults
    }

    /// The number of rows.
    var count: Int { lines.count }

    /// The index of a field among the kept ones.
    func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
}
