import LinearAlgebra
import Models

extension SparseMatrix {
    /// The sparse vectors of texts, a row each.
    init(
        _ texts: [String], columns: Int, concurrency: Int,
        vector: @Sendable (String) -> TextVectorizer.Vector
    ) {
        let blocks = RowBlocks(rowCount: texts.count, blockSize: 256, concurrency: concurrency).map { block in
            block.map { vector(texts[$0]) }
        }
        var (starts, indices, values): ([Int], [Int32], [Double]) = ([0], [], [])
        for vector in blocks.joined() {
            indices += vector.columns
            values += vector.values
            starts.append(values.count)
        }
        self.init(columns: columns, rowStarts: starts, columnIndices: indices, values: values)
    }
}
