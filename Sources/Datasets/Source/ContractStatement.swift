/// The SELECT that types and checks every row of a relation: a column a field, and the code of the first fault.
struct ContractStatement {
    /// A field of the contract and how it is read.
    struct Column {
        var name: String
        var field: FieldDefinition
        /// SQL over the relation for what stands there, NULL for nothing.
        var raw: String
        /// SQL over the relation for the value in the field's own type, NULL where there is none.
        var value: String
        /// The dictionary that translates the value, which is a text then.
        var mapping: ValueMapping?
    }

    let columns: [Column]
    /// What rows must keep beyond their fields, tried after those: conditions over `value(_:)`, and codes.
    let rules: [(condition: String, code: String)]

    /// The name of a field's value inside the rules.
    static func value(_ index: Int) -> String { "v\(index)" }

    /// The name of a field's column in the answer.
    static func column(_ index: Int) -> String { "f\(index)" }

    /// The name of a mapped field's column in the answer that tells whether its dictionary knows nothing of the text.
    static func unmapped(_ index: Int) -> String { "u\(index)" }

    /// The name of a mapped field's column in the answer that holds a text which its dictionary does not know.
    static func unknownText(_ index: Int) -> String { "t\(index)" }

    /// The column of the answer that holds what a row with a fault says, as a JSON object of texts by field.
    static let content = "content"

    /// The column of the answer that holds the code of the row's first fault, NULL for a row that keeps the contract.
    static let fault = "fault"

    /// The statement; its columns are the row's number if one is given, the fields, the fault and its content.
    ///
    /// - Parameters:
    ///   - relation: a SELECT or the name of a table.
    ///   - row: the relation's column with the row's number, if it has one.
    func select(from relation: String, row: String? = nil) -> String {
        var inner = row.map { ["\($0) AS row"] } ?? []
        var outer = row == nil ? [] : ["row"]
        var content: [String] = []
        var faults: [(condition: String, code: String)] = []
        for (index, column) in columns.enumerated() {
            let (raw, value) = ("r\(index)", Self.value(index))
            let found = column.field.faults(index, raw: raw, value: value)
            inner.append("\(column.raw) AS \(raw)")
            content.append("\(column.name.sqlLiteral), CAST(\(raw) AS VARCHAR)")
            if let mapping = column.mapping {
                let unmapped = Self.unmapped(index)
                inner.append(
                    "\(mapping.isUnmapped(column.value, allowed: column.field.allowed ?? [])) AS \(unmapped)")
                outer.append(unmapped)
                outer.append("CASE WHEN \(unmapped) THEN \(raw) END AS \(Self.unknownText(index))")
                if mapping.unmapped == .refuse {
                    let code = FaultCode.sql(.unmapped, field: index, length: "length(\(raw))")
                    faults.append((condition: unmapped, code: code))
                }
            }
            inner.append(
                "\(column.mapping?.sql(column.value, allowed: column.field.allowed ?? []) ?? column.value) AS \(value)"
            )
            outer.append("\(value) AS \(Self.column(index))")
            faults += found
        }
        let cases = (faults + rules).map { "WHEN \($0.condition) THEN \($0.code)" }.joined(separator: " ")
        let fault = cases.isEmpty ? "NULL" : "CASE \(cases) END"
        let said =
            "CASE WHEN \(Self.fault) IS NOT NULL THEN CAST(json_object(\(content.joined(separator: ", "))) AS VARCHAR) END"
        return """
            SELECT \((outer + [Self.fault, "\(said) AS \(Self.content)"]).joined(separator: ", "))
            FROM (SELECT *, CAST(\(fault) AS BIGINT) AS \(Self.fault)
                FROM (SELECT \(inner.isEmpty ? "1" : inner.joined(separator: ", ")) FROM \(relation)))
            """
    }
}
