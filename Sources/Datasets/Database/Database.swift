internal import CDuckDB

// Safe: both handles are private to the room, made in `init` and freed in `deinit` only.
/// An in-memory DuckDB that reads files and evaluates row-wise expressions.
///
/// Everything that looks across rows in time is done by the fold, not by SQL.
///
/// Extensions are neither installed nor loaded of their own accord, and only the files named at creation can
/// be opened. The time zone of casts between text and time is the one given. Rows keep the order of the file.
/// Not safe to share between tasks; it is closed when it goes out of scope.
@safe public final class Database {
    private var database: duckdb_database?
    private(set) var connection: duckdb_connection?
    /// What to do about a statement that fails.
    let remedy: String

    /// The version of the loaded library, such as `v1.5.5`.
    public static var libraryVersion: String {
        unsafe duckdb_library_version().map { unsafe String(cString: $0) } ?? "unknown"
    }

    /// Opens an empty database.
    ///
    /// - Parameters:
    ///   - files: paths that may be read or written; no other can.
    ///   - extensions: parts of DuckDB to load; PostgreSQL's also connects to the server of libpq's environment, which is
    ///     the catalog `postgres` from then on.
    ///   - isConnecting: false does not connect.
    ///   - timeZone: an IANA name such as `America/New_York`.
    ///   - threads: 1 gives written files the same bytes on every machine.
    ///   - work: a folder in which files may be read and written, and to which what does not fit in memory is spilled;
    ///     nil spills nothing.
    ///   - memory: bytes that DuckDB may take before it spills; nil for four fifths of the machine's.
    ///   - remedy: what to do about a statement that fails; nil where statements come from a pipeline file.
    /// - Throws: `DatasetError.setting` (`data.zone`) for a time zone that DuckDB does not know,
    ///   `DatasetError.database` for an extension that is not available.
    public init(
        files: [String] = [], extensions: [DatabaseExtension] = [], timeZone: String = "UTC",
        threads: Int = 2, work: String? = nil, memory: Int? = nil, isConnecting: Bool = true,
        remedy: String? = nil
    ) throws(DatasetError) {
        self.remedy = remedy ?? "see the statement's place in the pipeline file"
        var config: duckdb_config?
        guard unsafe duckdb_create_config(&config) == DuckDBSuccess else {
            throw DatasetError.database(what: "DuckDB gave no configuration", remedy: Self.reinstall)
        }
        defer { unsafe duckdb_destroy_config(&config) }
        let settings = [
            ("threads", String(threads)), ("preserve_insertion_order", "true"),
            ("autoinstall_known_extensions", "false"), ("autoload_known_extensions", "false"),
        ]
        for (name, value) in settings {
            guard unsafe duckdb_set_config(config, name, value) == DuckDBSuccess else {
                throw DatasetError.database(what: "DuckDB has no setting \(name)", remedy: Self.reinstall)
            }
        }
        var message: UnsafeMutablePointer<CChar>?
        guard unsafe duckdb_open_ext(nil, &database, config, &message) == DuckDBSuccess,
            unsafe duckdb_connect(database, &connection) == DuckDBSuccess
        else {
            unsafe duckdb_free(message)
            throw DatasetError.database(what: "DuckDB cannot open a database", remedy: Self.reinstall)
        }
        do throws(DatasetError) {
            try execute("SET TimeZone = \(timeZone.sqlLiteral)")
        } catch {
            throw DatasetError.setting(
                keyPath: ["data", "zone"], what: "there is no time zone of the name \(timeZone)",
                remedy: "use an IANA name such as Europe/Berlin or UTC")
        }
        // Secrets that a person keeps for DuckDB in the home folder would redirect connections. The storage itself must be
        // there for PostgreSQL's part, so it is looked for where nothing can be.
        try execute("SET secret_directory = '/dev/null/none'")
        for part in extensions {
            guard let path = part.path else { throw part.missing }
            do throws(DatasetError) { try execute("LOAD \(path.sqlLiteral)") } catch { throw part.missing }
        }
        if extensions.contains(.postgres), isConnecting { try connectToPostgres() }
        if let memory { try execute("SET memory_limit = '\(memory)B'") }
        let spill = work.map { $0 + "/spill" } ?? ""
        try execute("SET temp_directory = \(spill.sqlLiteral)")
        if let work { try execute("SET allowed_directories = [\((work + "/").sqlLiteral)]") }
        let allowed = files.flatMap { $0 == $0.pathPattern ? [$0] : [$0, $0.pathPattern] }
        try execute("SET allowed_paths = [\(allowed.map(\.sqlLiteral).joined(separator: ", "))]")
        try execute("SET enable_external_access = false")
        try execute("SET lock_configuration = true")
    }

    /// Connects while connections are still allowed.
    ///
    /// - Throws: an error without the server's words: they name hosts, users and databases.
    private func connectToPostgres() throws(DatasetError) {
        do throws(DatasetError) {
            try execute("ATTACH '' AS postgres (TYPE postgres, READ_ONLY)")
        } catch {
            throw .database(
                what: "PostgreSQL cannot be reached",
                remedy:
                    "set PGHOST, PGDATABASE and PGUSER, with the password in PGPASSFILE: psql must connect with the same "
                    + "environment")
        }
    }

    deinit {
        unsafe duckdb_disconnect(&connection)
        unsafe duckdb_close(&database)
    }

    private static let reinstall = "run scripts/bootstrap again"
}
