internal import FoundationEssentials

/// Looks at a data file before DuckDB does, for errors that say where.
struct FileProbe {
    let path: String
    let name: String
    let keyPath: [String]

    /// Refuses a file that is missing, a directory, empty, or text that is not UTF-8.
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
        guard let bytes = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
            throw failure("the file cannot be read", remedy: "check its permissions")
        }
        if bytes.isEmpty { throw failure("the file is empty", remedy: "fetch or export it again") }
        if format.type == .sqlite { try checkSaved() }
        // What is compressed is checked by DuckDB, which names the line.
        if !format.isText || path.hasSuffix(".gz") { return }
        try checkUTF8([UInt8](bytes))
    }

    /// Refuses an SQLite file whose newest pages lie in its write-ahead log: the file's digest would not speak of them.
    private func checkSaved() throws(DatasetError) {
        let log = path + "-wal"
        let size = (try? FileManager.default.attributesOfItem(atPath: log))?[.size] as? Int
        if let size, size > 0 {
            throw failure(
                "the database has changes that are not yet in its file (\(name)-wal)",
                remedy: "let its writer close it, or run PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    private func checkUTF8(_ bytes: [UInt8]) throws(DatasetError) {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
        } catch {
            let offset = error.byteOffsets.lowerBound
            let line = 1 + bytes.prefix(offset).count { $0 == UInt8(ascii: "\n") }
            throw Self.notUTF8(name, line: line, offset: offset, keyPath: keyPath)
        }
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
