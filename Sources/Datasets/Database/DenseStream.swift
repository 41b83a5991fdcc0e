internal import CDuckDB

// Safe: the handles are private to the room, made in `init` and freed in `deinit` only.
/// The answer to one query, vector by vector: it is never whole in memory.
///
/// The database must not be asked anything else before the stream has ended or is gone.
@safe final class DenseStream {
    /// Keeps the connection open.
    private let database: Database
    private var prepared: duckdb_prepared_statement?
    private var result = unsafe duckdb_result()
    private var chunk: duckdb_data_chunk?
    /// The number of rows of the present vectors.
    private(set) var rowCount = 0
    /// Whether the last vectors were seen; DuckDB must not be asked again then.
    private var isOver = false
    /// Empty builders for the columns, whose types decide their form (see `DenseColumn`).
    let builders: [DenseColumnBuilder]

    /// Starts a query.
    ///
    /// - Throws: `DatasetError.database` with DuckDB's message, values struck out, or for a type without a dense form.
    init(_ database: Database, _ statement: String) throws(DatasetError) {
        self.database = database
        var prepared: duckdb_prepared_statement?
        guard unsafe duckdb_prepare(database.connection, statement, &prepared) == DuckDBSuccess else {
            let message = unsafe duckdb_prepare_error(prepared).map { unsafe String(cString: $0) }
            unsafe duckdb_destroy_prepare(&prepared)
            throw database.failure(message)
        }
        var result = unsafe duckdb_result()
        let state = unsafe duckdb_execute_prepared_streaming(prepared, &result)
        var builders: [DenseColumnBuilder] = []
        var failure = state == DuckDBSuccess ? nil : unsafe database.failure(&result)
        if failure == nil {
            for index in 0..<(unsafe duckdb_column_count(&result)) {
                guard let builder = DenseColumnBuilder(unsafe duckdb_column_type(&result, index)) else {
                    failure = .database(
                        what: "the column \(index + 1) of a statement has no dense form",
                        remedy: "report it: the program's own statement is at fault")
                    break
                }
                builders.append(builder)
            }
        }
        self.builders = builders
        unsafe self.prepared = unsafe prepared
        unsafe self.result = unsafe result
        // From here on deinit frees what was made, whether or not this throws.
        if let failure { throw failure }
    }

    deinit {
        unsafe duckdb_destroy_data_chunk(&chunk)
        unsafe duckdb_destroy_result(&result)
        unsafe duckdb_destroy_prepare(&prepared)
    }

    /// Goes to the next vectors; false where there are none.
    ///
    /// - Throws: `DatasetError.database` where a file turns out to be damaged.
    func advance() throws(DatasetError) -> Bool {
        unsafe duckdb_destroy_data_chunk(&chunk)
        rowCount = 0
        if isOver { return false }
        unsafe chunk = unsafe duckdb_fetch_chunk(result)
        rowCount = unsafe chunk == nil ? 0 : Int(unsafe duckdb_data_chunk_get_size(chunk))
        if unsafe duckdb_result_error(&result) != nil { throw unsafe database.failure(&result) }
        isOver = rowCount == 0
        return !isOver
    }

    /// Appends rows of the present vectors to builders.
    ///
    /// - Precondition: the rows are below `rowCount`.
    func append(_ rows: Range<Int>, to builders: inout [DenseColumnBuilder]) {
        precondition(rows.upperBound <= rowCount)
        for index in builders.indices {
            unsafe builders[index].append(duckdb_data_chunk_get_vector(chunk, idx_t(index)), rows)
        }
    }

    /// The last of some rows whose code in a column of type UINTEGER is not that of the row before it; nil if all have one
    /// code.
    ///
    /// - Parameter code: of the row before the first; nil where that is not to count as a change.
    func lastChange(ofColumn index: Int, in rows: Range<Int>, after code: UInt32?) -> Int? {
        guard let codes = unsafe codes(ofColumn: index) else { return nil }
        if let row = rows.dropFirst().last(where: { unsafe codes[$0] != codes[$0 - 1] }) { return row }
        guard let first = rows.first, let code else { return nil }
        return unsafe codes[first] == code ? nil : first
    }

    /// The code of a row in a column of type UINTEGER.
    ///
    /// - Precondition: the row is below `rowCount`.
    func code(ofColumn index: Int, at row: Int) -> UInt32? {
        precondition(row < rowCount)
        return unsafe codes(ofColumn: index)?[row]
    }

    private func codes(ofColumn index: Int) -> UnsafeMutablePointer<UInt32>? {
        unsafe duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk, idx_t(index)))?
            .assumingMemoryBound(to: UInt32.self)
    }
}
