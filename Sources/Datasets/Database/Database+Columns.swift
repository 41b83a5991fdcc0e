internal import CDuckDB

extension Database {
    /// Runs one query and gives its columns densely, as its vectors come: the answer is never whole in DuckDB's memory.
    ///
    /// - Returns: a column each; its type decides the form (see `DenseColumn`).
    /// - Throws: `DatasetError.database` with DuckDB's message, values struck out, or for a type without a dense form.
    /// - Complexity: O(rows x columns) time and memory; no row is an allocation.
    func readColumns(_ statement: String) throws(DatasetError) -> [DenseColumn] {
        var prepared: duckdb_prepared_statement?
        defer { unsafe duckdb_destroy_prepare(&prepared) }
        guard unsafe duckdb_prepare(connection, statement, &prepared) == DuckDBSuccess else {
            let message = unsafe duckdb_prepare_error(prepared).map { unsafe String(cString: $0) }
            throw .database(
                what: (message ?? "no message").strikingOutValues,
                remedy: "see the statement's place in the pipeline file")
        }
        var result = unsafe duckdb_result()
        defer { unsafe duckdb_destroy_result(&result) }
        guard unsafe duckdb_execute_prepared_streaming(prepared, &result) == DuckDBSuccess else {
            throw unsafe Self.failure(&result)
        }
        var builders: [DenseColumnBuilder] = []
        for index in 0..<(unsafe duckdb_column_count(&result)) {
            guard let builder = DenseColumnBuilder(unsafe duckdb_column_type(&result, index)) else {
                throw .database(
                    what: "the column \(index + 1) of a statement has no dense form",
                    remedy: "report it: the program's own statement is at fault")
            }
            builders.append(builder)
        }
        while var chunk = unsafe duckdb_fetch_chunk(result) as duckdb_data_chunk? {
            let size = Int(unsafe duckdb_data_chunk_get_size(chunk))
            for index in builders.indices {
                unsafe builders[index].append(duckdb_data_chunk_get_vector(chunk, idx_t(index)), count: size)
            }
            unsafe Self.destroy(&chunk)
            if size == 0 { break }
        }
        if unsafe duckdb_result_error(&result) != nil { throw unsafe Self.failure(&result) }
        return builders.map { $0.column() }
    }
}
