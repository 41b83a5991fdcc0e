/// A data file whose format and column types are guessed, for drafting a pipeline.
///
/// Every row is read. What the probe tells of a column are counts; values are given for measuring only.
public struct TableProbe {
    /// The format guessed.
    public let format: SourceFormat
    /// The number of rows.
    public let rowCount: Int
    /// Lines that are no rows of the format.
    public let rejectCount: Int
    /// The columns in the file's order.
    public let columns: [ColumnProbe]
    private let raw: RawTable
    private let zone: String

    /// Reads and probes a file.
    ///
    /// - Parameters:
    ///   - path: where the file is; its ending names the format.
    ///   - name: what errors call it.
    ///   - zone: the time zone of days and of texts without one.
    /// - Throws: `DatasetError.file` for a file that cannot be read as a table with named columns.
    /// - Complexity: O(rows x columns).
    public init(path: String, name: String, zone: String = "UTC") throws(DatasetError) {
        let format = try FormatGuess(path: path, name: name).format()
        let probe = FileProbe(path: path, name: name, keyPath: [])
        try probe.check(format)
        var raw: RawTable
        do throws(DatasetError) {
            raw = try RawTable(
                try Database(files: [path], timeZone: zone), path: path, name: name, format: format,
                keyPath: [])
            rowCount = try raw.load()
        } catch {
            try probe.refuseMixedLineEnds(format)
            throw error
        }
        rejectCount = try raw.rejects().count
        try raw.refuse(emptyOf: rowCount + rejectCount)
        self.format = format
        self.zone = zone
        self.raw = raw
        columns = try ColumnSurvey(database: raw.database).columns()
    }

    /// The column of that name, or nil.
    public subscript(name: String) -> ColumnProbe? { columns.first { $0.name == name } }

    /// A column's values in its type, nil where there is none or where it does not read as one.
    ///
    /// - Returns: numbers, flags or texts; times as whole microseconds since 1970, a day as its last.
    /// - Complexity: O(rows).
    public func values(of column: ColumnProbe) throws(DatasetError) -> Column {
        let value = column.field.value(of: column.name, type: column.storage, zone: zone)
        return try raw.database.query("SELECT \(value) AS value FROM input").columns[0]
    }

    /// A column's values as the file writes them; an empty text is none.
    ///
    /// - Complexity: O(rows).
    public func texts(of column: ColumnProbe) throws(DatasetError) -> [String?] {
        let text = FieldDefinition(type: .text, purpose: nil)
        let value = text.value(of: column.name, type: column.storage, zone: zone)
        return try raw.database.query("SELECT \(value) AS value FROM input").columns[0].strings ?? []
    }
}
