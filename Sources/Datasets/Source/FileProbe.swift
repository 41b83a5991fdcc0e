internal import FoundationEssentials
internal import Storage

/// Looks at a data file before DuckDB does, for errors that say where.
struct FileProbe {
    let path: String
    let name: String
    let keyPath: [String]

    /// Refuses a file that is missing, a directory, unreadable or empty.
    func check(_ format: SourceFormat) throws(DatasetError) {
        var isDirectory = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw failure(
                "there is no such file",
                remedy: "fetch the data, or correct the path: it is relative to the pipeline file")
        }
        if isDirectory { throw failure("this is a directory", remedy: "name one file") }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw failure("the file may not be read", remedy: "check its permissions")
        }
        if FileSystem.size(of: path) == 0 {
            throw failure("the file is empty", remedy: "fetch or export it again")
        }
        if format.type == .sqlite { try checkSaved() }
    }

    /// Refuses an SQLite file whose newest pages lie in its write-ahead log: the file's digest would not speak of them.
    private func checkSaved() throws(DatasetError) {
        if FileSystem.size(of: path + "-wal") ?? 0 > 0 {
            throw failure(
                "the database has changes that are not yet in its file (\(name)-wal)",
                remedy: "let its writer close it, or run PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    /// Refuses a text whose lines end in different ways, once it could not be read; what is compressed is not looked at.
    ///
    /// - Complexity: O(bytes).
    func refuseMixedLineEnds(_ format: SourceFormat) throws(DatasetError) {
        guard format.isText, Compression(of: path) == .none else { return }
        guard let fault = RecordLayout(path: path, format).otherEnd else { return }
        throw .file(
            path: name, line: fault.line, keyPath: keyPath,
            what: "the line ends in \(fault.end.rawValue), and the first in \(fault.first.rawValue)",
            remedy: "end all lines in the same way, for one in LF: sed -i 's/\\r$//' FILE")
    }

    /// The error for text in another encoding.
    static func notUTF8(_ name: String, line: Int, offset: Int?, keyPath: [String]) -> DatasetError {
        let place = offset.map { " (byte \($0) of the file, counted from 0)" } ?? ""
        return .file(
            path: name, line: line, keyPath: keyPath, what: "the text is not UTF-8\(place)",
            remedy: "convert it, for one from Latin-1: iconv -f LATIN1 -t UTF-8")
    }

    private func failure(_ what: String, remedy: String) -> DatasetError {
        .file(path: name, line: nil, keyPath: keyPath, what: what, remedy: remedy)
    }
}
