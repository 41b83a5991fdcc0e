/// Columns of a Parquet or CSV file, as messages are read: texts, their labels and when they were written.
public struct MessageTable: Sendable {
    /// The texts, nil where there is none; shape (rows).
    public let texts: [String?]
    /// The labels, nil where there is none, as where it is empty; shape (rows).
    ///
    /// Nil where no column of them was named.
    public let labels: [String?]?
    /// Microseconds since 1970; shape (rows).
    ///
    /// Nil where no column of them was named.
    public let times: [Int64]?

    /// Reads columns.
    ///
    /// - Parameters:
    ///   - path: `.parquet` or `.csv`.
    ///   - text: the column of texts.
    ///   - label: that of labels; nil for none.
    ///   - time: that of times, ISO 8601, in UTC where no zone is told; nil for none.
    ///   - mayBeEmpty: whether a table without rows is taken as it is.
    /// - Throws: `DatasetError.file` for a file that cannot be read, a missing column, no rows, and a time that is none.
    /// - Complexity: O(bytes of the columns) time and memory.
    public init(
        _ path: String, text: String, label: String? = nil, time: String? = nil, mayBeEmpty: Bool = false
    ) throws(DatasetError) {
        let file = try ColumnFile(path, asTexts: true)
        try file.require([text, label, time].compactMap { $0 })
        func cast(_ column: String, _ type: String = "VARCHAR") -> String {
            "TRY_CAST(\(column.sqlIdentifier) AS \(type))"
        }
        let columns =
            [cast(text)] + (label.map { [cast($0)] } ?? [])
            + (time.map { [Self.instant(of: $0)] } ?? [])
        let answer = try file.query("SELECT \(columns.joined(separator: ", ")) FROM \(file.relation)")
        texts = answer.columns[0].strings ?? []
        if !mayBeEmpty { try file.require(rows: texts.count) }
        labels =
            label == nil
            ? nil : (answer.columns[1].strings ?? []).map { $0.flatMap { $0.isEmpty ? nil : $0 } }
        guard let time else {
            times = nil
            return
        }
        let instants = (answer.columns.last?.int64s ?? [])
        if let row = instants.firstIndex(of: nil) {
            throw file.fault(
                row: row + 1, "'\(time)' holds no time",
                "write times as 2026-02-28 or 2026-02-28T13:30:00Z")
        }
        times = instants.compactMap { $0 }
    }
}

extension MessageTable {
    /// A column's times in microseconds.
    ///
    /// A day without a time of day is over at its end: what was written on it may be of its last
    /// second.
    private static func instant(of column: String) -> String {
        let name = column.sqlIdentifier
        let day = "CASE WHEN length(trim(CAST(\(name) AS VARCHAR))) <= 10 THEN 86399999999 ELSE 0 END"
        return "epoch_us(TRY_CAST(\(name) AS TIMESTAMPTZ)) + \(day)"
    }

    /// The texts of a column, one of which is there.
    ///
    /// - Throws: as `init`, and `DatasetError.file` where no row has a text.
    /// - Complexity: O(bytes of the column) time and memory.
    public static func learnableTexts(_ path: String, column: String) throws(DatasetError) -> [String?] {
        try DatedTexts(path, column: column, time: nil, until: nil).texts
    }
}
