import LinearAlgebra
import Models

/// Turns texts into the rows that intents are learned from.
struct IntentRows: Sendable {
    let features: IntentFeatures
    private let embedding: TextEmbedding
    private let blocks: TermBlockVectorizing

    /// Learns the features of texts.
    init(
        _ texts: [String], _ kind: IntentFeatures.Kind, embedding: TextEmbedding,
        blocks: TermBlockVectorizing
    ) throws(LearningError) {
        self.embedding = embedding
        self.blocks = blocks
        switch kind {
        case .projection: features = .projection(try embedding.fit(texts))
        case .terms: features = .terms(try blocks.fit(texts))
        }
    }

    /// The rows of those texts of which something is known, and which these are.
    func rows(of texts: [String]) -> (design: DesignMatrix, known: [Int]) {
        switch features {
        case .projection(let embedder):
            let matrix = embedding.matrix(of: texts, by: embedder)
            let known = (0..<matrix.rows).filter { !matrix[$0, 0].isNaN }
            if known.count == texts.count { return (.double(matrix), known) }
            return (.double(DesignMatrix.double(matrix).selected(known)), known)
        case .terms(let terms):
            let matrix = blocks.matrix(of: texts, by: terms)
            let known = (0..<matrix.rows).filter { matrix.rowStarts[$0] < matrix.rowStarts[$0 + 1] }
            // A row without elements takes none with it.
            let starts = [0] + known.map { matrix.rowStarts[$0 + 1] }
            return (
                .sparse(
                    SparseMatrix(
                        columns: matrix.columns, rowStarts: starts, columnIndices: matrix.columnIndices,
                        values: matrix.values)), known
            )
        }
    }
}
