import FoundationEssentials
public import LinearAlgebra
public import Models

extension Embedder {
    /// The vectors of texts, NaN throughout where a text has none; shape (texts, dimensions).
    ///
    /// - Parameter concurrency: threads at most; nil takes one a processor. The bits do not depend on it.
    public func matrix(of texts: [String], concurrency: Int? = nil) -> Matrix {
        Matrix(
            texts, columns: dimensions,
            concurrency: concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        ) { vector(of: $0) }
    }

    /// What there is to tell of texts beside their vectors; shape (texts).
    ///
    /// - Parameter concurrency: threads at most; nil takes one a processor.
    public func facts(of texts: [String], concurrency: Int? = nil) -> [TextFacts] {
        RowBlocks(
            rowCount: texts.count, blockSize: 256,
            concurrency: concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        ).map { block in block.map { facts(of: texts[$0]) } }.flatMap { $0 }
    }
}
