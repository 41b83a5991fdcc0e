public import LinearAlgebra

/// What every estimator of binary labels must hold, whatever it estimates.
///
/// The laws are those of scikit-learn's `estimator_checks`, as far as they concern a fit to numbers.
public struct EstimatorLaws {
    /// The parameters that an estimator fits to a design (rows, columns), labels and weights (rows).
    public typealias Fit = (_ design: Matrix, _ labels: [Bool], _ weights: [Double]?) throws -> [Double]

    /// The number of columns the estimator takes.
    public var columns: Int
    /// Whether the estimator takes weights.
    public var takesWeights: Bool
    /// The estimator.
    public var fit: Fit

    /// How far parameters may differ where they need not have the same bits, relative to 1 or to their size.
    public static let tolerance = 1e-7

    /// Creates the laws for an estimator.
    public init(columns: Int, takesWeights: Bool, fit: @escaping Fit) {
        self.columns = columns
        self.takesWeights = takesWeights
        self.fit = fit
    }

    /// The laws that the estimator breaks on seeded data of that many rows; empty if it holds them all.
    public func violations(rows: Int, seed: UInt64) throws -> [String] {
        let (design, labels) = sample(rows: rows, seed: seed)
        var broken: [String] = []
        func expect(_ holds: Bool, _ law: String) {
            if !holds { broken.append(law) }
        }
        let parameters = try fit(design, labels, nil)
        expect(try fit(design, labels, nil) == parameters, "fitting twice gives the same bits")
        let reversed = Array((0..<rows).reversed())
        expect(
            isNear(try fit(select(reversed, of: design), reversed.map { labels[$0] }, nil), parameters),
            "the order of rows does not matter")
        if takesWeights {
            let ones = [Double](repeating: 1, count: rows)
            expect(try fit(design, labels, ones) == parameters, "weights of 1 are no weights, to the bit")
            try weightLaws(design, labels, expect)
        }
        for value in [Double.nan, .infinity, -.infinity] {
            var broken = design
            broken[rows / 2, columns - 1] = value
            expect(isRefused(broken, labels), "a design with \(value) is refused")
        }
        let all = [Bool](repeating: true, count: rows)
        expect(isRefused(design, all), "labels that are all positive are refused")
        expect(isRefused(design, all.map { !$0 }), "labels that are all negative are refused")
        expect(isRefused(design, Array(labels.dropLast())), "a label too few is refused")
        expect(isRefused(Matrix(rows: 0, columns: columns), []), "no rows are refused")
        return broken
    }

    private func weightLaws(
        _ design: Matrix, _ labels: [Bool], _ expect: (Bool, String) -> Void
    ) throws {
        let rows = design.rows
        let twice = (0..<rows).map { $0.isMultiple(of: 3) ? 2.0 : 1 }
        let repeated = (0..<rows).flatMap { $0.isMultiple(of: 3) ? [$0, $0] : [$0] }
        expect(
            isNear(
                try fit(design, labels, twice),
                try fit(select(repeated, of: design), repeated.map { labels[$0] }, nil)),
            "weight 2 equals the row twice")
        let never = (0..<rows).map { $0.isMultiple(of: 4) ? 0.0 : 1 }
        let kept = (0..<rows).filter { !$0.isMultiple(of: 4) }
        expect(
            isNear(
                try fit(design, labels, never),
                try fit(select(kept, of: design), kept.map { labels[$0] }, nil)),
            "weight 0 equals leaving the row out")
        for weight in [Double.nan, .infinity, -1] {
            var weights = [Double](repeating: 1, count: rows)
            weights[rows / 2] = weight
            expect((try? fit(design, labels, weights)) == nil, "a weight of \(weight) is refused")
        }
        expect(
            (try? fit(design, labels, Array(repeating: 0, count: rows))) == nil,
            "weights that are all 0 are refused")
    }

    private func isRefused(_ design: Matrix, _ labels: [Bool]) -> Bool {
        (try? fit(design, labels, nil)) == nil
    }

    private func isNear(_ left: [Double], _ right: [Double]) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { abs($0 - $1) <= Self.tolerance * max(1, abs($1)) }
    }

    private func select(_ rows: [Int], of design: Matrix) -> Matrix {
        Matrix(
            rows: rows.count, columns: columns,
            elements: rows.flatMap { row in (0..<columns).map { design[row, $0] } })
    }

    /// Labels that lean on the columns without being told apart by them.
    private func sample(rows: Int, seed: UInt64) -> (design: Matrix, labels: [Bool]) {
        var random = CounterRandom(seed: seed, stream: "estimator laws")
        let elements = (0..<rows * columns).map { _ in random.nextUniform() * 4 - 2 }
        let labels = (0..<rows).map { row in
            let lean = elements[row * columns..<(row + 1) * columns].reduce(0, +)
            return lean + random.nextUniform() * 6 - 3 > 0
        }
        return (Matrix(rows: rows, columns: columns, elements: elements), labels)
    }
}
