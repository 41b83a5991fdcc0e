import LinearAlgebra

extension LogisticObjective {
    /// Sums over a block of rows.
    private struct Figures {
        var loss = 0.0
        var residuals = 0.0
        var curvature = 0.0
        var kept: [Double] = []
        var margins = Margins()
    }

    /// Value and gradient, and second derivatives where asked for, in one pass over the rows.
    ///
    /// - Parameters:
    ///   - parameters: coefficients, then the intercept.
    ///   - withHessian: whether second derivatives are summed up.
    ///   - keepsCurvature: whether each row's part in them is kept.
    /// - Complexity: O(rows * columns), with second derivatives O(rows * columns^2).
    func point(at parameters: [Double], withHessian: Bool = false, keepsCurvature: Bool = false) -> Point {
        let coefficients = Array(parameters.dropLast())
        let intercept = parameters[design.columns]
        let sums = design.pass(
            coefficients, withGram: withHessian, concurrency: concurrency, figures: Figures()
        ) { rows, margins, residuals, curvature, figures in
            let targets = targets.span.extracting(rows)
            LogisticTile.add(intercept, to: &margins)
            if watchesMargins { lookForSeparation(in: margins, rows, &figures.margins) }
            if let offsets { LogisticTile.add(offsets.span.extracting(rows), to: &margins) }
            if watchesMargins { lookForSize(in: margins, rows, &figures.margins) }
            VectorLoops.losses(
                targets: targets, margins: &margins, residuals: &residuals, curvature: &curvature)
            if let weights {
                let weights = weights.span.extracting(rows)
                LogisticTile.multiply(&margins, by: weights)
                LogisticTile.multiply(&residuals, by: weights)
                LogisticTile.multiply(&curvature, by: weights)
            }
            figures.loss += VectorLoops.sum(margins.span)
            figures.residuals += VectorLoops.sum(residuals.span)
            if withHessian { figures.curvature += VectorLoops.sum(curvature.span) }
            if keepsCurvature {
                for row in 0..<rows.count { figures.kept.append(curvature[row]) }
            }
        }
        return penalized(parameters, sums)
    }

    private func lookForSize(
        in margins: borrowing MutableSpan<Double>, _ rows: Range<Int>, _ seen: inout Margins
    ) {
        for row in rows where counts(row) {
            seen.largest = max(seen.largest, abs(margins[row - rows.lowerBound]))
        }
    }

    private func lookForSeparation(
        in margins: borrowing MutableSpan<Double>, _ rows: Range<Int>, _ seen: inout Margins
    ) {
        guard seen.areSeparated else { return }
        for row in rows where counts(row) {
            let margin = margins[row - rows.lowerBound]
            let isOnItsSide = targets[row] == 1 ? margin > 0 : targets[row] == 0 && margin < 0
            if !isOnItsSide { seen.areSeparated = false }
        }
    }

    /// Adds the blocks' figures in their order, and the penalty.
    private func penalized(_ parameters: [Double], _ sums: PassSums<Figures>) -> Point {
        var total = Figures()
        for block in sums.figures {
            total.loss += block.loss
            total.residuals += block.residuals
            total.curvature += block.curvature
            total.margins.areSeparated = total.margins.areSeparated && block.margins.areSeparated
            total.margins.largest = max(total.margins.largest, block.margins.largest)
        }
        var gradient = sums.transposed
        var squares = 0.0
        for column in gradient.indices {
            gradient[column] += ridge[column] * parameters[column]
            squares += ridge[column] * (parameters[column] * parameters[column])
        }
        gradient.append(fitsIntercept ? total.residuals : 0)
        return Point(
            parameters: parameters, value: total.loss + 0.5 * squares, gradient: gradient,
            hessian: sums.gram.map { hessian($0, border: sums.border, curvature: total.curvature) },
            curvature: sums.figures.flatMap(\.kept), margins: total.margins)
    }

    /// Second derivatives of loss and penalty, from the sums over the rows.
    func hessian(_ gram: SymmetricMatrix, border: [Double], curvature: Double) -> SymmetricMatrix {
        let columns = design.columns
        var lower = [Double](repeating: 0, count: (columns + 1) * (columns + 1))
        for row in 0..<columns {
            for column in 0...row {
                lower[row * (columns + 1) + column] = gram.elements[row * columns + column]
            }
            lower[row * (columns + 1) + row] += ridge[row]
        }
        for column in 0..<columns where fitsIntercept {
            lower[columns * (columns + 1) + column] = border[column]
        }
        lower[columns * (columns + 1) + columns] = fitsIntercept ? curvature : 1
        return SymmetricMatrix(order: columns + 1, lowerTriangle: lower)
    }
}
