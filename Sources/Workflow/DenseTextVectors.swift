public import LinearAlgebra
import Storage

/// The vectors of a file's texts.
public struct DenseTextVectors: Equatable, Sendable {
    /// A `.npy` file; shape (texts, dimensions).
    public var file: [UInt8]
    /// Texts, those without a vector too.
    public var texts: Int
    /// Texts of which no word is known.
    public var empty: Int

    /// Writes the file of a matrix, a row a text.
    public init(_ matrix: Matrix) {
        file = NumberFile.numPy(matrix.elements, columns: matrix.columns)
        texts = matrix.rows
        empty = (0..<matrix.rows).count { matrix[$0, 0].isNaN }
    }
}
