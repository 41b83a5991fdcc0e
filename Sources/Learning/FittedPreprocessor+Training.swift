import Features
import LinearAlgebra
import Models

extension FittedPreprocessor {
    /// The standardized design that coefficients are fitted to: that of scoring, but for evidence, which is out of fold.
    ///
    /// Means and scales are those of the evidence of all rows, so that a coefficient is of the column that is scored.
    ///
    /// - Parameters:
    ///   - frame: the rows it was fitted on.
    ///   - labels: shape (rows).
    ///   - groups: who belongs together beyond one entity, by number; shape (rows); nil where nobody does.
    /// - Returns: shape (rows, columns).
    /// - Throws: as `DesignEncoder.rows(of:)`.
    /// - Complexity: O(rows * columns), with evidence O(rows * (columns + log rows)).
    func trainingDesign(
        of frame: FeatureFrame, labels: [Bool], groups: [Int]? = nil
    ) throws(LearningError) -> Matrix {
        let slots = try encoder.rows(of: frame)
        guard !evidence.isEmpty else { return encoder.design(of: slots) }
        let folds = groups.map { EvidenceFolds($0) } ?? EvidenceFolds(frame.entities)
        var columns = folds.rows.map { _ in encoder.columns }
        for column in evidence.keys {
            let input = encoder.columns[column].input
            let found = folds.encodings(
                encoder.columns[column].encoding,
                slots: (0..<slots.rows).map { slots[$0, input] }, labels: labels)
            for fold in found.indices { columns[fold][column].encoding = found[fold] }
        }
        let width = encoder.columns.count
        var elements = [Double](repeating: 0, count: slots.rows * width)
        for (columns, rows) in zip(columns, folds.rows) {
            let part = try Self.encoder(
                encoder.inputs, columns, encoder.fill, mean: encoder.mean, scale: encoder.scale
            ).design(of: DesignMatrix.double(slots).selected(rows))
            for (place, row) in rows.enumerated() {
                for column in 0..<width { elements[row * width + column] = part[place, column] }
            }
        }
        return Matrix(rows: slots.rows, columns: width, elements: elements)
    }

    /// The columns that are read by their evidence, and products with them.
    ///
    /// They have no standard errors: such a column is itself an estimate, of which the Hessian knows nothing.
    var estimatedColumns: Set<Int> {
        Set(
            encoder.columns.indices.filter { column in
                guard case .product(let first, let second) = encoder.columns[column].encoding else {
                    return evidence[column] != nil
                }
                return evidence[first] != nil || evidence[second] != nil
            })
    }
}
