internal import Storage

/// The rows of one file in the types of their contract, and those that break it.
struct TypedRows {
    /// The contract's kept fields.
    let fields: [(name: String, field: FieldDefinition)]
    /// By field, a value a row: texts for keys and texts, numbers, flags, microseconds for times.
    let columns: [Column]
    /// By row, its line in the file.
    let lines: [Int]
    /// By row, what is wrong with it; nil for a row that keeps the contract.
    let faults: [RowFault?]
    /// Lines that are no rows at all.
    let rejects: [(line: Int, reason: String)]
    /// The rows of the file that the SELECT's WHERE left out.
    let filteredCount: Int
    /// The file's SHA-256.
    let digest: Digest

    init(reader: ContractReader, raw: RawTable, table: ColumnTable) {
        fields = reader.fields
        columns = fields.indices.map { table.columns[1 + 2 * $0] }
        let numbers = raw.lineNumbers()
        lines = (table.columns[0].int64s ?? []).map { numbers[Int($0 ?? 0)] }
        rejects = raw.rejects
        filteredCount = raw.rowCount - table.rowCount
        digest = raw.digest
        var faults = [RowFault?](repeating: nil, count: table.rowCount)
        for (index, entry) in fields.enumerated() {
            let misfits = table.columns[2 + 2 * index].int64s ?? []
            for row in faults.indices where faults[row] == nil {
                let reason = entry.field.fault(in: columns[index], row: row, misfit: misfits[row])
                faults[row] = reason.map { RowFault(field: entry.name, reason: $0) }
            }
        }
        self.faults = faults
    }

    /// The number of rows.
    var count: Int { lines.count }

    /// The index of a field among the kept ones.
    func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }
}
