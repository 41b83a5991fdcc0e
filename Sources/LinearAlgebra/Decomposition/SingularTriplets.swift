/// The greatest singular values of a matrix, with their vectors and with what is left over.
public struct SingularTriplets: Sendable {
    /// Greatest first; all above 0.
    public let values: [Double]
    /// The left vectors as columns; shape (rows, values).
    public let left: Matrix
    /// The right vectors as columns; shape (columns, values).
    public let right: Matrix
    /// What is left over of each triplet, computed from the vectors at the end: |A' u - s v|, or |A v - s u| of a matrix with
    /// fewer rows than columns; the other one holds to rounding.
    ///
    /// A singular value of the matrix is not farther from s than this, and where values lie apart about as near as its square over
    /// their distance.
    public let residuals: [Double]
    /// Products of the matrix with a block of vectors.
    public let products: Int
    /// Whether all residuals are within the tolerance.
    public let hasConverged: Bool
}
