internal import CDuckDB

extension Database {
    /// Runs one statement for its effect.
    ///
    /// - Throws: `DatasetError.database` with DuckDB's message, values struck out.
    public func execute(_ statement: String) throws(DatasetError) {
        var result = unsafe duckdb_result()
        defer { unsafe duckdb_destroy_result(&result) }
        guard unsafe duckdb_query(connection, statement, &result) == DuckDBSuccess else {
            throw unsafe failure(&result)
        }
    }

    /// Runs one query and gives its columns.
    ///
    /// - Parameter isData: false for a statement that reads no row, whose message can show names in quotes.
    /// - Returns: numbers, whole numbers, texts, truth values and times; other types must be cast in the query.
    /// - Throws: `DatasetError.database` with DuckDB's message, values struck out.
    /// - Complexity: O(rows x columns) in time and memory.
    public func query(_ statement: String, readingData isData: Bool = true) throws(DatasetError)
        -> ColumnTable
    {
        var result = unsafe duckdb_result()
        defer { unsafe duckdb_destroy_result(&result) }
        guard unsafe duckdb_query(connection, statement, &result) == DuckDBSuccess else {
            throw unsafe failure(&result, readingData: isData)
        }
        var names: [String] = []
        var builders: [ColumnBuilder] = []
        for index in 0..<(unsafe duckdb_column_count(&result)) {
            let name = unsafe duckdb_column_name(&result, index).map { unsafe String(cString: $0) } ?? ""
            guard let builder = ColumnBuilder(unsafe duckdb_column_type(&result, index)) else {
                throw DatasetError.database(
                    what: "the column \(name) has a type that is not read here",
                    remedy: "cast it in the SELECT to DOUBLE, BIGINT, VARCHAR, BOOLEAN or TIMESTAMP")
            }
            names.append(name)
            builders.append(builder)
        }
        while var chunk = unsafe duckdb_fetch_chunk(result) as duckdb_data_chunk? {
            let size = Int(unsafe duckdb_data_chunk_get_size(chunk))
            for index in builders.indices {
                unsafe builders[index].append(duckdb_data_chunk_get_vector(chunk, idx_t(index)), count: size)
            }
            unsafe Self.destroy(&chunk)
        }
        return ColumnTable(names: names, columns: builders.map(\.column))
    }

    static func destroy(_ chunk: inout duckdb_data_chunk) {
        var handle: duckdb_data_chunk? = unsafe chunk
        unsafe duckdb_destroy_data_chunk(&handle)
    }

    /// The error of a result, with DuckDB's message.
    func failure(_ result: inout duckdb_result, readingData: Bool = true) -> DatasetError {
        let message = unsafe duckdb_result_error(&result).map { unsafe String(cString: $0) }
        return failure(message, readingData: readingData)
    }

    /// An error with DuckDB's message.
    func failure(_ message: String?, readingData: Bool = true) -> DatasetError {
        let text = message ?? "no message"
        return .database(what: readingData ? DatabaseMessage(text: text).withoutValues : text, remedy: remedy)
    }
}
