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

    /// The same with the first dimensions alone; grams stay as they are.
    func leading(_ count: Int) -> IntentRows {
        guard case .projection(let embedder) = features else { return self }
        return IntentRows(
            features: .projection(embedder.leading(count)), embedding: embedding, blocks: blocks)
    }

    /// Which of some dimensions there are, and all there are where some are more; nil alone where there is nothing to choose.
    func dimensions(among tried: [Int]?) -> [Int?] {
        guard case .projection(let embedder) = features, let tried else { return [nil] }
        let fewer = tried.filter { $0 < embedder.dimensions }
        return fewer + (fewer.count < tried.count ? [embedder.dimensions] : [])
    }

    private init(features: IntentFeatures, embedding: TextEmbedding, blocks: TermBlockVectorizing) {
        (self.features, self.embedding, self.blocks) = (features, embedding, blocks)
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
