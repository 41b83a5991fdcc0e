import LinearAlgebra

extension Matrix {
    /// The dense vectors of texts, a row each, NaN throughout where a text has none.
    init(_ texts: [String], columns: Int, concurrency: Int, vector: @Sendable (String) -> [Double]?) {
        let none = [Double](repeating: .nan, count: columns)
        let rows = RowBlocks(rowCount: texts.count, blockSize: 256, concurrency: concurrency).map { block in
            block.flatMap { vector(texts[$0]) ?? none }
        }
        self.init(rows: texts.count, columns: columns, elements: rows.flatMap { $0 })
    }
}
