internal import Storage

/// The rows of a source's files that share one contract, typed and checked, in a table of the database.
///
/// The table has a column a field (`ContractStatement.column`), the fault's code, and the row's number in its file
/// where the SELECT leaves rows out.
struct StagedRows {
    let database: Database
    /// The table's name.
    let table: String
    /// The contract's kept fields, by column.
    let fields: [(name: String, field: FieldDefinition)]
    /// Whether the table has the column `row`.
    private(set) var isNumbered = false
    /// The files in the order of their rows.
    private(set) var files: [StagedFile] = []

    init(_ database: Database, table: String, fields: [(name: String, field: FieldDefinition)]) {
        self.database = database
        self.table = table
        self.fields = fields
    }

    /// All its tables: the rows, and where they stand in files with blank lines.
    var tables: [String] { [table] + files.compactMap(\.places) }

    /// The number of rows.
    var count: Int { files.last.map { $0.firstRow + $0.rowCount } ?? 0 }

    /// The column of a field; nil for one that is not kept.
    func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

    /// Adds a file's rows, which are in the table by now.
    mutating func add(_ file: StagedFile, isNumbered: Bool) {
        files.append(file)
        self.isNumbered = isNumbered
    }

    /// The rows that break the contract, ascending, with what is wrong.
    ///
    /// - Complexity: O(rows).
    func faults() throws(DatasetError) -> [(row: Int, fault: RowFault)] {
        let fault = ContractStatement.fault
        let found = try database.query(
            "SELECT rowid, \(fault) FROM \(table) WHERE \(fault) IS NOT NULL ORDER BY rowid")
        let codes = found.columns[1].int64s ?? []
        return zip(found.columns[0].int64s ?? [], codes).compactMap { row, code in
            guard let row, let code = code.flatMap(FaultCode.init) else { return nil }
            return (row: Int(row), fault: code.described(by: fields))
        }
    }

    /// What each of these rows says, by field: what stands there where the row has a fault, else its values.
    ///
    /// - Complexity: O(rows given x fields).
    func contents(of rows: [Int]) throws(DatasetError) -> [[String: String]] {
        if rows.isEmpty { return [] }
        let values = fields.enumerated().map { index, entry in
            let column = ContractStatement.column(index)
            let isTime = entry.field.type == .date || entry.field.type == .instant
            let value =
                isTime
                ? "strftime(make_timestamp(\(column)), '%Y-%m-%dT%H:%M:%S.%fZ')"
                : "CAST(\(column) AS VARCHAR)"
            return "\(entry.name.sqlLiteral), \(value)"
        }
        try ask(for: rows)
        let found = try database.query(
            """
            SELECT coalesce(\(ContractStatement.content), CAST(json_object(\(values.joined(separator: ", "))) AS VARCHAR))
            FROM \(table) JOIN asked_rows ON \(table).rowid = asked ORDER BY asked
            """)
        try database.execute("DROP TABLE asked_rows")
        return (found.columns[0].strings ?? []).map { text in
            let tree = text.flatMap { try? CanonicalJSON.parse(Array($0.utf8), file: "row") }
            guard case .object(let members)? = tree else { return [:] }
            return members.compactMapValues { if case .text(let text) = $0 { text } else { nil } }
        }
    }

    /// Makes the table `asked_rows` of these rows.
    private func ask(for rows: [Int]) throws(DatasetError) {
        try database.create(
            "asked_rows", from: ColumnTable(names: ["asked"], columns: [.integers(rows.map { Int64($0) })]))
    }

    /// The file and the line of each of these rows, which ascend.
    ///
    /// - Complexity: O(rows given + rejects).
    func places(of rows: [Int]) throws(DatasetError) -> [(file: String, line: Int)] {
        let own = isNumbered ? try values("row", of: table, at: rows) : rows
        var places: [(file: String, line: Int)] = []
        var start = 0
        for file in files {
            let end = rows[start...].firstIndex { $0 >= file.firstRow + file.rowCount } ?? rows.count
            var inFile = own[start..<end].map { isNumbered ? $0 : $0 - file.firstRow }
            if let table = file.places { inFile = try values("place", of: table, at: inFile) }
            places += file.lines(of: inFile).map { (file: file.name, line: $0) }
            start = end
        }
        return places
    }

    /// What a column of whole numbers says in these rows of a table.
    private func values(
        _ column: String, of table: String, at rows: [Int]
    ) throws(DatasetError) -> [Int] {
        if rows.isEmpty { return [] }
        try ask(for: rows)
        let found = try database.query(
            "SELECT \(column) FROM \(table) JOIN asked_rows ON \(table).rowid = asked ORDER BY asked")
        try database.execute("DROP TABLE asked_rows")
        return (found.columns[0].int64s ?? []).map { Int($0 ?? 0) }
    }
}
