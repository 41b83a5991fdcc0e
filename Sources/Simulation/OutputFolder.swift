internal import Storage

/// The folder that is being filled, and what is in it so far.
struct OutputFolder {
    let path: String
    private(set) var files: [SimulatedFile] = []

    init(path: String) { self.path = path }

    /// Writes a whole file; `rows` is their number where it has rows.
    mutating func write(_ bytes: [UInt8], to name: String, rows: Int? = nil) throws(StorageError) {
        var writer = try open(name)
        try writer.append(bytes)
        try close(writer, as: name, rows: rows)
    }

    /// Begins a file, and the folder it is in.
    func open(_ name: String) throws(StorageError) -> FileWriter {
        try FileSystem.makeDirectories(FileSystem.parent(of: path + "/" + name))
        return try FileWriter(path + "/" + name)
    }

    /// Ends a file.
    mutating func close(_ writer: consuming FileWriter, as name: String, rows: Int?) throws(StorageError) {
        let count = writer.byteCount
        let digest = try writer.finish()
        files.append(SimulatedFile(path: name, bytes: count, rows: rows, sha256: digest.description))
    }
}
