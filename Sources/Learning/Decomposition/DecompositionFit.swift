public import LinearAlgebra
public import Models

/// The components that a decomposition found.
public struct DecompositionFit: Equatable, Sendable {
    /// The components, and the means that are taken off before.
    public let model: ComponentModel
    /// The singular values, greatest first; shape (components).
    public let singularValues: [Double]
    /// How far a singular value of the matrix can be from each, by what is left over of its vectors; shape (components).
    public let residuals: [Double]
    /// The share of the sum of squares that each component explains; shape (components).
    public let explained: [Double]
    /// The coordinates of the rows along the components; shape (rows, components).
    public let scores: Matrix
    /// Products of the matrix with blocks of vectors.
    public let products: Int
    /// Whether all residuals are within the tolerance.
    public let hasConverged: Bool

    init(
        _ triplets: SingularTriplets, means: [Double]?, squares: Double
    ) throws(LearningError) {
        let right = triplets.right
        do {
            model = try ComponentModel(
                components: (0..<right.columns).map { column in
                    (0..<right.rows).map { right[$0, column] }
                }, means: means)
        } catch {
            throw .invalidModel(error)
        }
        singularValues = triplets.values
        residuals = triplets.residuals
        explained = triplets.values.map { squares > 0 ? min(1, $0 * $0 / squares) : 0 }
        var elements = triplets.left.elements
        let count = triplets.values.count
        for index in elements.indices { elements[index] *= triplets.values[index % count] }
        scores = Matrix(rows: triplets.left.rows, columns: count, elements: elements)
        products = triplets.products
        hasConverged = triplets.hasConverged
    }
}
