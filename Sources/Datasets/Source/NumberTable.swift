/// The columns of a Parquet or CSV file as numbers.
public struct NumberTable: Sendable {
    /// The names, in the file's order.
    public let names: [String]
    /// The numbers of each column, NaN where there is none; shape (columns, rows).
    public let columns: [[Double]]

    /// Reads all columns of a file.
    ///
    /// - Parameter path: `.parquet` or `.csv`; truth values count as 1 and 0.
    /// - Throws: `DatasetError.file` for a file that cannot be read, no rows, and the first row of a column that does not hold numbers.
    /// - Complexity: O(rows * columns) time and memory.
    public init(_ path: String) throws(DatasetError) {
        let file = try ColumnFile(path)
        names = try file.names()
        let casts = names.map { "CAST(\($0.sqlIdentifier) AS DOUBLE)" }
        let read: [DenseColumn]
        do throws(DatasetError) {
            read = try file.readColumns("SELECT \(casts.joined(separator: ", ")) FROM \(file.relation)")
        } catch {
            for name in names { try Self.refuseOthers(in: name, of: file) }
            throw error
        }
        columns = read.map {
            if case .numbers(let numbers) = $0 { numbers } else { [] }
        }
        try file.require(rows: columns.first?.count ?? 0)
    }

    /// Refuses a column that does not hold numbers, with the first row at which it does not.
    private static func refuseOthers(in name: String, of file: ColumnFile) throws(DatasetError) {
        let remedy = "leave the column out, or write numbers"
        let column = name.sqlIdentifier
        let found: ColumnTable
        do throws(DatasetError) {
            found = try file.query(
                "SELECT row FROM (SELECT row_number() OVER () AS row, \(column) AS value FROM \(file.relation)) "
                    + "WHERE value IS NOT NULL AND TRY_CAST(value AS DOUBLE) IS NULL ORDER BY row LIMIT 1")
        } catch {
            // Of no row can it be cast, or the file cannot be read, which is told by whoever asks for more than one column.
            return
        }
        if let row = found.columns.first?.int64s?.first ?? nil {
            throw file.fault(row: Int(row), "the column '\(name)' holds no number", remedy)
        }
    }
}
