public import LinearAlgebra

/// What every estimator of the structure of rows without labels must hold: of clusters as of directions.
public struct StructureLaws {
    /// What an estimator finds in rows.
    public struct Found {
        /// Centres, or directions: all that a fit is.
        public var parameters: [Double]
        /// What the fit says of each row it was fitted to; shape (rows, any).
        public var rows: [[Double]]
        /// What the fit says of other rows; shape (rows, any).
        public var describe: (Matrix) throws -> [[Double]]

        /// Names what was found.
        public init(
            parameters: [Double], rows: [[Double]], describe: @escaping (Matrix) throws -> [[Double]]
        ) {
            self.parameters = parameters
            self.rows = rows
            self.describe = describe
        }
    }

    /// Fits rows (rows, columns) with weights (rows) by so many threads.
    public typealias Fit = (_ rows: DesignMatrix, _ weights: [Double]?, _ concurrency: Int) throws -> Found

    /// The number of columns the estimator takes; above 1.
    public var columns: Int
    /// Whether the estimator takes weights.
    public var takesWeights: Bool
    /// Whether the order of the rows is nothing to it: not so where it draws rows by their places.
    public var ignoresOrder: Bool
    /// How many times as large what is said of a row is where all rows are twice as large.
    public var growth: Double
    /// The estimator.
    public var fit: Fit

    /// How far numbers may differ where they need not have the same bits, relative to 1 or to their size.
    public static let tolerance = 1e-6

    /// Creates the laws for an estimator.
    public init(
        columns: Int, takesWeights: Bool, ignoresOrder: Bool = true, growth: Double, fit: @escaping Fit
    ) {
        self.columns = columns
        self.takesWeights = takesWeights
        self.ignoresOrder = ignoresOrder
        self.growth = growth
        self.fit = fit
    }

    /// The laws that the estimator breaks on seeded data of that many rows; empty if it holds them all.
    public func violations(rows: Int, seed: UInt64) throws -> [String] {
        let sample = sample(rows: rows, seed: seed)
        var broken: [String] = []
        func expect(_ holds: Bool, _ law: String) {
            if !holds { broken.append(law) }
        }
        let found = try fit(.double(sample), nil, 1)
        let again = try fit(.double(sample), nil, 1)
        expect(
            again.parameters == found.parameters && again.rows == found.rows,
            "fitting twice gives the same bits")
        try threadLaws(seed: seed, expect)
        let described = try found.describe(sample)
        expect(isNear(described, found.rows), "a fit says of its rows what it found")
        let some = Array(stride(from: 0, to: rows, by: 3))
        expect(
            try found.describe(select(some, of: sample)) == some.map { described[$0] },
            "what is said of a row does not depend on the others, to the bit")
        let doubled = try fit(.double(map(sample) { 2 * $0 }), nil, 2)
        expect(
            isNear(doubled.rows, found.rows.map { $0.map { growth * $0 } }),
            "rows twice as large are told apart alike")
        let single = FloatMatrix(rows: rows, columns: columns, elements: sample.elements.map { Float($0) })
        expect(
            isNear(
                try fit(.float(single), nil, 2).rows,
                try fit(.double(map(sample) { Double(Float($0)) }), nil, 2).rows),
            "the precision of storage does not matter")
        if ignoresOrder {
            let reversed = Array((0..<rows).reversed())
            expect(
                isNear(
                    try fit(.double(select(reversed, of: sample)), nil, 2).rows,
                    reversed.map { found.rows[$0] }),
                "the order of rows does not matter")
        }
        if takesWeights { try weightLaws(sample, found, expect) }
        for value in [Double.nan, .infinity, -.infinity] {
            var damaged = sample
            damaged[rows / 2, columns - 1] = value
            expect((try? fit(.double(damaged), nil, 2)) == nil, "rows with \(value) are refused")
        }
        expect(
            (try? fit(.double(Matrix(rows: 0, columns: columns)), nil, 2)) == nil, "no rows are refused")
        return broken
    }

    /// Of more rows than a thread takes at once.
    private func threadLaws(seed: UInt64, _ expect: (Bool, String) -> Void) throws {
        let many = sample(rows: 13_000, seed: seed)
        let found = try fit(.double(many), nil, 1)
        for threads in [2, 7] {
            let again = try fit(.double(many), nil, threads)
            expect(
                again.parameters == found.parameters && again.rows == found.rows,
                "\(threads) threads give the same bits")
        }
    }

    private func weightLaws(
        _ sample: Matrix, _ found: Found, _ expect: (Bool, String) -> Void
    ) throws {
        let rows = sample.rows
        let ones = [Double](repeating: 1, count: rows)
        expect(
            try fit(.double(sample), ones, 2).parameters == found.parameters,
            "weights of 1 are no weights, to the bit")
        for weight in [Double.nan, .infinity, -1] {
            var weights = ones
            weights[rows / 2] = weight
            expect((try? fit(.double(sample), weights, 2)) == nil, "a weight of \(weight) is refused")
        }
        expect(
            (try? fit(.double(sample), ones.map { _ in 0 }, 2)) == nil, "weights that are all 0 are refused")
        guard ignoresOrder else { return }
        let twice = (0..<rows).map { $0.isMultiple(of: 3) ? 2.0 : 1 }
        let repeated = (0..<rows).flatMap { $0.isMultiple(of: 3) ? [$0, $0] : [$0] }
        expect(
            isNear(
                [try fit(.double(sample), twice, 2).parameters],
                [try fit(.double(select(repeated, of: sample)), nil, 2).parameters]),
            "weight 2 equals the row twice")
        let never = (0..<rows).map { $0.isMultiple(of: 4) ? 0.0 : 1 }
        let kept = (0..<rows).filter { !$0.isMultiple(of: 4) }
        expect(
            isNear(
                [try fit(.double(sample), never, 2).parameters],
                [try fit(.double(select(kept, of: sample)), nil, 2).parameters]),
            "weight 0 equals leaving the row out")
    }

    private func isNear(_ left: [[Double]], _ right: [[Double]]) -> Bool {
        left.map(\.count) == right.map(\.count)
            && zip(left.joined(), right.joined()).allSatisfy {
                abs($0 - $1) <= Self.tolerance * max(1, abs($1))
            }
    }

    private func map(_ rows: Matrix, _ change: (Double) -> Double) -> Matrix {
        Matrix(rows: rows.rows, columns: rows.columns, elements: rows.elements.map(change))
    }

    private func select(_ chosen: [Int], of rows: Matrix) -> Matrix {
        Matrix(
            rows: chosen.count, columns: columns,
            elements: chosen.flatMap { row in (0..<columns).map { rows[row, $0] } })
    }

    /// Three heaps of rows, longer in each column than in the one before, so that directions are told apart.
    private func sample(rows: Int, seed: UInt64) -> Matrix {
        var random = CounterRandom(seed: seed, stream: "structure laws")
        return Matrix(
            rows: rows, columns: columns,
            elements: (0..<rows * columns).map { index in
                let (row, column) = (index / columns, index % columns)
                let heap = Double((row + column) % 3) * 6 - 4
                return (heap + random.nextUniform()) * Double(column + 1)
            })
    }
}
