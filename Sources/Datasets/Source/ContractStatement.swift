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

    /// The column of the answer that holds the code of the row's first fault, NULL for a row that keeps the contract.
    static let fault = "fault"

    /// The statement; its columns are the row's number if one is given, the fields and the fault.
    ///
    /// - Parameters:
    ///   - relation: a SELECT or the name of a table.
    ///   - row: the relation's column with the row's number, if it has one.
    func select(from relation: String, row: String? = nil) -> String {
        var inner = row.map { ["\($0) AS row"] } ?? []
        var outer = row == nil ? [] : ["row"]
        var faults: [(condition: String, code: String)] = []
        for (index, column) in columns.enumerated() {
            let (raw, value) = ("r\(index)", Self.value(index))
            let found = column.field.faults(index, raw: raw, value: value)
            if found.contains(where: { $0.condition.contains(raw) }) {
                inner.append("\(column.raw) AS \(raw)")
            }
            if let mapping = column.mapping {
                let unmapped = Self.unmapped(index)
                inner.append("\(mapping.isUnmapped(column.value)) AS \(unmapped)")
                outer.append(unmapped)
                if mapping.unmapped == .refuse {
                    let code = FaultCode.sql(.unmapped, field: index, length: "length(\(column.value))")
                    faults.append((condition: unmapped, code: code))
                }
            }
            inner.append("\(column.mapping?.sql(column.value) ?? column.value) AS \(value)")
            outer.append("\(value) AS \(Self.column(index))")
            faults += found
        }
        let cases = (faults + rules).map { "WHEN \($0.condition) THEN \($0.code)" }.joined(separator: " ")
        let fault = cases.isEmpty ? "NULL" : "CASE \(cases) END"
        return """
            SELECT \((outer + ["CAST(\(fault) AS BIGINT) AS \(Self.fault)"]).joined(separator: ", "))
            FROM (SELECT \(inner.isEmpty ? "1" : inner.joined(separator: ", ")) FROM \(relation))
            """
    }
}
