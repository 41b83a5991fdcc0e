import LinearAlgebra

extension LogisticObjective {
    /// Each row's derivative of the weighted loss by its margin; shape (rows).
    ///
    /// - Complexity: O(stored elements).
    func residuals(at parameters: [Double]) -> [Double] { derivatives(at: parameters, second: false) }

    /// Each row's weight in the second derivatives: weight * p * (1 - p); shape (rows).
    ///
    /// - Complexity: O(stored elements).
    func curvature(at parameters: [Double]) -> [Double] { derivatives(at: parameters, second: true) }

    private func derivatives(at parameters: [Double], second: Bool) -> [Double] {
        let intercept = parameters[design.columns]
        let sums = design.pass(
            Array(parameters.dropLast()), concurrency: concurrency, figures: [Double]()
        ) { rows, margins, residuals, curvature, found in
            LogisticTile.add(intercept, to: &margins)
            if let offsets { LogisticTile.add(offsets.span.extracting(rows), to: &margins) }
            VectorLoops.losses(
                targets: targets.span.extracting(rows), margins: &margins, residuals: &residuals,
                curvature: &curvature)
            for row in 0..<rows.count {
                let weight = weights?[rows.lowerBound + row] ?? 1
                found.append(weight * (second ? curvature[row] : residuals[row]))
                // Nobody asks for the sum over the rows.
                residuals[row] = 0
            }
        }
        return sums.figures.flatMap { $0 }
    }

    /// Second derivatives, of which those of each row are known, times a vector; shape (columns + 1).
    ///
    /// - Complexity: O(stored elements).
    func hessianProduct(_ vector: [Double], curvature: [Double]) -> [Double] {
        let shift = vector[design.columns]
        let sums = design.pass(
            Array(vector.dropLast()), concurrency: concurrency, figures: 0.0
        ) { rows, margins, residuals, _, sum in
            LogisticTile.add(shift, to: &margins)
            LogisticTile.multiply(&margins, by: curvature.span.extracting(rows))
            for row in 0..<rows.count {
                residuals[row] = margins[row]
                sum += margins[row]
            }
        }
        var product = sums.transposed
        for column in product.indices { product[column] += ridge[column] * vector[column] }
        product.append(fitsIntercept ? sums.figures.reduce(0, +) : vector[design.columns])
        return product
    }

    /// The diagonal of the second derivatives, where each row's are known; shape (columns + 1).
    ///
    /// - Complexity: O(stored elements).
    func hessianDiagonal(curvature: [Double]) -> [Double] {
        var diagonal = design.weightedSquares(curvature, concurrency: concurrency)
        for column in diagonal.indices { diagonal[column] += ridge[column] }
        diagonal.append(fitsIntercept ? curvature.reduce(0, +) : 1)
        return diagonal
    }
}
