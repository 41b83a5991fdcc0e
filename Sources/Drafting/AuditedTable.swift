public import Datasets

/// A file of rows with a label, taken as it is for an audit: every column that can be a feature is one.
///
/// Nothing is kept out because it looks like a leak: the audit shall say so.
public struct AuditedTable: Equatable, Sendable {
    /// The table as the audit reads it, 70 % of the rows for training and the later 30 % for the test.
    public let definition: TableDefinition
    /// What was guessed, and which columns were left out, for the terminal.
    public let notes: [String]

    /// Probes a file.
    ///
    /// - Parameters:
    ///   - path: a .parquet, .csv, .tsv or .txt file; texts also with .gz.
    ///   - label: the label's column; guessed unless given.
    ///   - positive: its positive value; guessed unless given.
    ///   - asOf: the column of each row's time; guessed unless given, else the file's order.
    ///   - leavingOut: columns that no model uses.
    ///   - zone: the IANA time zone of times without one.
    /// - Throws: `DraftError` for a file that cannot be read, and a column that is not there.
    /// - Complexity: O(rows x columns).
    public init(
        path: String, label: String? = nil, positive: String? = nil, asOf: String? = nil,
        leavingOut: [String] = [], zone: String = "UTC"
    ) throws(DraftError) {
        let table = try ProbedTable(path: path, directory: ".", zone: zone)
        for name in [label, asOf].compactMap({ $0 }) + leavingOut where table.probe[name] == nil {
            throw .noColumn(
                file: table.baseName, name: name, known: table.columns.map(\.name))
        }
        let answer: LabelGuess
        if let column = label.flatMap({ table.probe[$0] }) {
            answer = try LabelGuess.of(column, in: table)
        } else if let guess = try LabelGuess.find(in: table) {
            answer = guess
        } else {
            throw .noLabel(file: table.baseName)
        }
        let order = asOf.flatMap { table.probe[$0] } ?? OrderGuess(table: table, label: answer).column
        var notes = [
            "label: \(answer.column.name), "
                + (positive == nil ? answer.evidence : "with the positive value that was named"),
            "order of time: \(order?.name ?? "the file's order")",
        ]
        var fields: [String: FieldDefinition] = [:]
        for column in table.columns {
            if column.name == answer.column.name {
                fields[column.name] = FieldDefinition(
                    type: .text, purpose: .label, nulls: .refuse, known: .afterOutcome)
            } else if column.name == order?.name {
                fields[column.name] = FieldDefinition(
                    type: column.kind, purpose: .time, pattern: column.pattern, nulls: .refuse, known: .asOf)
            } else if let reason = Self.leftOut(column, leavingOut) {
                notes.append("left out: \(column.name) (\(reason))")
            } else {
                fields[column.name] = FieldDefinition(type: column.kind, purpose: .feature, known: .asOf)
            }
        }
        self.notes = notes
        definition = TableDefinition(
            file: path, format: table.probe.format, order: order.map { .asOf($0.name) } ?? .rows,
            label: TableDefinition.Label(
                field: answer.column.name, positive: .text(positive ?? answer.positive)),
            fields: fields, slices: TableDefinition.Shares(train: 0.7, test: 0.3), maximumBad: 1)
    }

    private static func leftOut(_ column: ColumnProbe, _ names: [String]) -> String? {
        if names.contains(column.name) { return "as named" }
        if column.kind == .date || column.kind == .instant { return "a time is no feature by itself" }
        return RowFields.leftOut(column)
    }
}
