internal import CDuckDB
internal import Storage

extension Database {
    /// Creates a table of these columns, in the order of the rows.
    ///
    /// - Throws: `DatasetError.database`, for one when the name is taken.
    /// - Complexity: O(rows x columns).
    public func create(_ name: String, from table: ColumnTable) throws(DatasetError) {
        let columns = zip(table.names, table.columns).map { "\($0.sqlIdentifier) \($1.typeName)" }
        try execute("CREATE TABLE \(name.sqlIdentifier) (\(columns.joined(separator: ", ")))")
        var appender: duckdb_appender?
        guard unsafe duckdb_appender_create(connection, nil, name, &appender) == DuckDBSuccess else {
            unsafe duckdb_appender_destroy(&appender)
            throw Self.cannotAppend
        }
        defer { unsafe duckdb_appender_destroy(&appender) }
        var types = unsafe table.columns.map { unsafe duckdb_create_logical_type($0.type) }
        defer {
            for index in unsafe types.indices { unsafe duckdb_destroy_logical_type(&types[index]) }
        }
        var chunk = unsafe duckdb_create_data_chunk(&types, idx_t(types.count)) as duckdb_data_chunk?
        defer { unsafe duckdb_destroy_data_chunk(&chunk) }
        let size = Int(duckdb_vector_size())
        for start in stride(from: 0, to: table.rowCount, by: size) {
            let rows = start..<min(start + size, table.rowCount)
            unsafe duckdb_data_chunk_reset(chunk)
            for (index, column) in table.columns.enumerated() {
                unsafe Self.fill(duckdb_data_chunk_get_vector(chunk, idx_t(index)), with: column, rows: rows)
            }
            unsafe duckdb_data_chunk_set_size(chunk, idx_t(rows.count))
            guard unsafe duckdb_append_data_chunk(appender, chunk) == DuckDBSuccess else {
                throw Self.cannotAppend
            }
        }
        guard unsafe duckdb_appender_close(appender) == DuckDBSuccess else { throw Self.cannotAppend }
    }

    /// Writes the rows of a SELECT to a new file.
    ///
    /// - Parameters:
    ///   - options: of DuckDB's COPY.
    ///   - permissions: mode bits of the file.
    /// - Throws: `DatasetError.database`, for one when the file is there.
    func copy(
        _ select: String, to path: String, _ options: String, permissions: UInt32
    ) throws(DatasetError) {
        // DuckDB would create the file readable to all: it gets an empty one with the wanted mode.
        do throws(StorageError) { try FileSystem.createEmpty(path, permissions: permissions) } catch {
            throw .database(what: "\(error)", remedy: remedy)
        }
        try execute("COPY (\(select)) TO \(path.sqlLiteral) (\(options), USE_TMP_FILE false)")
    }

    private static var cannotAppend: DatasetError {
        .database(what: "DuckDB takes no more rows", remedy: "free some memory and run again")
    }

    private static func fill(_ vector: duckdb_vector?, with column: Column, rows: Range<Int>) {
        guard let data = unsafe duckdb_vector_get_data(vector) else { return }
        unsafe duckdb_vector_ensure_validity_writable(vector)
        let validity = unsafe duckdb_vector_get_validity(vector)
        func copy<Value>(_ values: [Value?]) {
            let target = unsafe data.assumingMemoryBound(to: Value.self)
            for (offset, row) in rows.enumerated() {
                if let value = values[row] {
                    unsafe target[offset] = value
                } else {
                    unsafe duckdb_validity_set_row_invalid(validity, idx_t(offset))
                }
            }
        }
        switch column {
        case .numbers(let values): copy(values)
        case .integers(let values), .instants(let values): copy(values)
        case .flags(let values): copy(values)
        case .texts(let values):
            for (offset, row) in rows.enumerated() {
                guard var text = values[row] else {
                    unsafe duckdb_validity_set_row_invalid(validity, idx_t(offset))
                    continue
                }
                text.withUTF8 { bytes in
                    unsafe bytes.withMemoryRebound(to: CChar.self) { characters in
                        unsafe duckdb_vector_assign_string_element_len(
                            vector, idx_t(offset), characters.baseAddress, idx_t(characters.count))
                    }
                }
            }
        }
    }
}

extension Column {
    fileprivate var type: duckdb_type {
        switch self {
        case .numbers: DUCKDB_TYPE_DOUBLE
        case .integers: DUCKDB_TYPE_BIGINT
        case .texts: DUCKDB_TYPE_VARCHAR
        case .flags: DUCKDB_TYPE_BOOLEAN
        case .instants: DUCKDB_TYPE_TIMESTAMP_TZ
        }
    }
}
