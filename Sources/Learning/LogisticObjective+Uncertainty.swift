import LinearAlgebra

extension LogisticObjective {
    /// Standard errors at the minimum from the inverse Hessian, and by the sandwich where clusters are given; nil where
    /// columns depend on each other.
    ///
    /// Source of the sandwich: K.-Y. Liang and S. Zeger, "Longitudinal data analysis using generalized linear models"
    /// (1986), with the factor clusters / (clusters - 1) * (rows - 1) / (rows - parameters) of Stata and statsmodels;
    /// rows and clusters without a weight are not counted.
    ///
    /// - Parameters:
    ///   - point: the minimum.
    ///   - clusters: shape (rows), or nil.
    ///   - passes: how often all rows were gone through; counted on.
    /// - Complexity: O(rows * columns^2), and nothing for the rows where the point has its second derivatives.
    func uncertainty(at point: Point, clusters: [Int]?, passes: inout Int) -> LogisticUncertainty? {
        let hessian = point.hessian ?? self.point(at: point.parameters, withHessian: true).hessian
        if point.hessian == nil { passes += 1 }
        // For the residuals, and for what each cluster's rows sum up to.
        if clusters != nil { passes += 2 }
        guard let hessian,
            let factorization = try? CholeskyFactorization(hessian, tolerance: RidgedHessian.dependence)
        else { return nil }
        let errors = factorization.inverse().diagonal.map { $0.squareRoot() }
        let roots = hessian.diagonal.map { 1 / $0.squareRoot() }
        var scaled = hessian
        for row in 0..<hessian.order {
            for column in 0...row { scaled[row, column] = hessian[row, column] * roots[row] * roots[column] }
        }
        let robust = clusters.flatMap { clusteredErrors(at: point, clusters: $0, factorization) }
        return LogisticUncertainty(
            standardErrors: Array(errors.dropLast()),
            interceptStandardError: fitsIntercept ? errors.last : nil,
            clusteredErrors: robust.map { Array($0.dropLast()) },
            interceptClusteredError: fitsIntercept ? robust?.last : nil,
            conditionNumber: (try? CholeskyFactorization(scaled))?.conditionNumber(of: scaled) ?? .infinity)
    }

    /// The roots of the sandwich's diagonal: inverse Hessian, times the sum of each cluster's squared gradient, times the
    /// inverse Hessian; nil for one cluster, and for no more rows than parameters, which say nothing.
    private func clusteredErrors(
        at point: Point, clusters: [Int], _ factorization: CholeskyFactorization
    ) -> [Double]? {
        let residuals = residuals(at: point.parameters)
        // A row of weight 0 is as if it were not there: it makes no cluster and counts for none.
        let order = clusters.indices.filter(counts).sorted { (clusters[$0], $0) < (clusters[$1], $1) }
        var sums = [Double](repeating: 0, count: point.parameters.count)
        var squares = sums
        var count = 0
        func close() {
            // Each cluster's gradient times the inverse Hessian: its pull on the parameters.
            for (index, pull) in factorization.solve(sums).enumerated() { squares[index] += pull * pull }
            for index in sums.indices { sums[index] = 0 }
            count += 1
        }
        for (place, row) in order.enumerated() {
            if place > 0 && clusters[order[place - 1]] != clusters[row] { close() }
            design.add(row: row, times: residuals[row], to: &sums)
            if fitsIntercept { sums[design.columns] += residuals[row] }
        }
        close()
        let rows = Double(order.count)
        let parameters = Double(design.columns + (fitsIntercept ? 1 : 0))
        guard count > 1, rows > parameters else { return nil }
        let factor = Double(count) / Double(count - 1) * (rows - 1) / (rows - parameters)
        return squares.map { ($0 * factor).squareRoot() }
    }
}
