internal import FoundationEssentials
internal import Storage

/// Writes columns to a Parquet or CSV file through DuckDB, whole or not at all.
///
/// The same columns give the same bytes: one thread, rows in order, no time in the file.
public struct TableFile: Sendable {
    /// Creates a writer.
    public init() {}

    /// Writes a table.
    ///
    /// - Parameters:
    ///   - table: the columns.
    ///   - path: ends in `.parquet`, `.csv` or `.csv.gz`, which chooses the format.
    ///   - permissions: mode bits of the file.
    /// - Throws: `DatasetError.file` where the ending is another or the file cannot be written.
    /// - Complexity: O(rows x columns) time and memory.
    public func write(_ table: ColumnTable, to path: String, permissions: UInt32 = 0o644) throws(DatasetError)
    {
        let options: String
        if path.hasSuffix(".parquet") {
            options = "FORMAT parquet, COMPRESSION zstd"
        } else if path.hasSuffix(".csv") {
            options = "FORMAT csv, HEADER true"
        } else if path.hasSuffix(".csv.gz") {
            options = "FORMAT csv, HEADER true, COMPRESSION gzip"
        } else {
            throw .file(
                path: path, line: nil, keyPath: nil,
                what: "the file's ending names no format that is written",
                remedy: "let it end in .parquet, .csv or .csv.gz")
        }
        Self.removeAbandoned(beside: path)
        let scratch = path + ".\(ProcessInfo.processInfo.processIdentifier)\(Self.scratchEnding)"
        do throws(DatasetError) {
            defer { try? FileSystem.remove(scratch) }
            let database = try Database(files: [scratch], threads: 1)
            try database.create("written", from: table)
            try database.copy("FROM written", to: scratch, options, permissions: 0o600)
            let bytes: Data
            do { bytes = try Data(contentsOf: URL(filePath: scratch)) } catch {
                throw DatasetError.database(what: "the file vanished while it was written", remedy: "")
            }
            do throws(StorageError) {
                try AtomicFile.write([UInt8](bytes), to: path, permissions: permissions)
            } catch { throw DatasetError.database(what: "\(error)", remedy: "") }
        } catch {
            throw .file(
                path: path, line: nil, keyPath: nil,
                what: "the file cannot be written (\(error.what.firstLine))",
                remedy: "check the folder, its permissions and the space")
        }
    }

    private static let scratchEnding = ".writing"

    /// Removes what killed writers of the same path have left, which may hold personal data.
    ///
    /// The process at hand may have the number of one that was killed, as in a container.
    private static func removeAbandoned(beside path: String) {
        let folder = FileSystem.parent(of: path)
        let beginning = path.split(separator: "/").last.map { "\($0)." } ?? ""
        for name in (try? FileSystem.names(in: folder)) ?? []
        where name.hasPrefix(beginning) && name.hasSuffix(scratchEnding) {
            let process = name.dropFirst(beginning.count).dropLast(scratchEnding.count)
            guard let number = Int32(process),
                number == ProcessInfo.processInfo.processIdentifier || !FileSystem.exists("/proc/\(process)")
            else { continue }
            try? FileSystem.remove(folder + "/" + name)
        }
    }
}
