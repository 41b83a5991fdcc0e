internal import Storage

/// A part of DuckDB that is a file of its own, brought by `scripts/bootstrap` and never downloaded at run time.
public enum DatabaseExtension: String, CaseIterable, Sendable {
    /// Reads SQLite files.
    case sqlite = "sqlite_scanner"
    /// Reads PostgreSQL tables.
    case postgres = "postgres_scanner"

    /// The file, beside the loaded library: `../extensions/<name>.duckdb_extension`.
    var path: String? {
        // The kernel's list of what is mapped names the library by its real path.
        guard let maps = try? FileSystem.read("/proc/self/maps") else { return nil }
        for line in String(decoding: maps, as: UTF8.self).split(separator: "\n")
        where line.hasSuffix("/lib/libduckdb.so") {
            guard let start = line.firstIndex(of: "/") else { continue }
            let folder = line[start...].dropLast("lib/libduckdb.so".count)
            let path = folder + "extensions/\(rawValue).duckdb_extension"
            return FileSystem.exists(String(path)) ? String(path) : nil
        }
        return nil
    }

    /// Whether the file is there and the loaded library takes it.
    public var isAvailable: Bool { (try? Database(extensions: [self], isConnecting: false)) != nil }

    /// What it reads, for people.
    public var noun: String { self == .sqlite ? "SQLite" : "PostgreSQL" }

    /// The error of one that cannot be loaded.
    var missing: DatasetError {
        .database(
            what: "\(noun) cannot be read here: DuckDB's extension \(rawValue) is not available",
            remedy:
                "run scripts/bootstrap, which brings it from PyPI (duckdb-extension-\(rawValue.replacing("_", with: "-")))"
        )
    }
}
