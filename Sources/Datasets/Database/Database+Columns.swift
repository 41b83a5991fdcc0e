extension Database {
    /// Runs one query and gives its columns densely, as its vectors come: the answer is never whole in DuckDB's memory.
    ///
    /// - Returns: a column each; its type decides the form (see `DenseColumn`).
    /// - Throws: `DatasetError.database` with DuckDB's message, values struck out, or for a type without a dense form.
    /// - Complexity: O(rows x columns) time and memory; no row is an allocation.
    func readColumns(_ statement: String) throws(DatasetError) -> [DenseColumn] {
        let stream = try DenseStream(self, statement)
        var builders = stream.builders
        while try stream.advance() { stream.append(0..<stream.rowCount, to: &builders) }
        return builders.map { $0.column() }
    }
}
