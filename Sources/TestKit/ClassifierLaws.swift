public import LinearAlgebra

/// What every estimator of several classes must hold, whatever it estimates.
///
/// The laws are those of scikit-learn's `estimator_checks`, as far as they concern a fit to numbers.
public struct ClassifierLaws {
    /// The parameters of each class that an estimator fits to a design (rows, columns), labels and weights (rows), by so many
    /// threads.
    public typealias Fit = (
        _ design: DesignMatrix, _ labels: [Int], _ classes: Int, _ weights: [Double]?, _ concurrency: Int
    ) throws -> [[Double]]

    /// The number of columns the estimator takes.
    public var columns: Int
    /// The estimator.
    public var fit: Fit

    /// How far parameters may differ where they need not have the same bits, relative to 1 or to their size.
    public static let tolerance = 1e-6
    /// The number of classes of the data.
    public static let classes = 4

    /// Creates the laws for an estimator.
    public init(columns: Int, fit: @escaping Fit) {
        self.columns = columns
        self.fit = fit
    }

    /// The laws that the estimator breaks on seeded data of that many rows; empty if it holds them all.
    public func violations(rows: Int, seed: UInt64) throws -> [String] {
        let (sample, labels) = sample(rows: rows, seed: seed)
        let (design, classes) = (DesignMatrix.double(sample), Self.classes)
        var broken: [String] = []
        func expect(_ holds: Bool, _ law: String) {
            if !holds { broken.append(law) }
        }
        let parameters = try fit(design, labels, classes, nil, 1)
        expect(try fit(design, labels, classes, nil, 1) == parameters, "fitting twice gives the same bits")
        for threads in [2, 7] {
            expect(
                try fit(design, labels, classes, nil, threads) == parameters,
                "\(threads) threads give the same bits")
        }
        expect(
            isNear(try fit(.sparse(SparseMatrix(sample)), labels, classes, nil, 2), parameters),
            "how rows are stored does not matter")
        let rounded = Matrix(
            rows: rows, columns: columns, elements: sample.elements.map { Double(Float($0)) })
        expect(
            isNear(
                try fit(
                    .float(
                        FloatMatrix(rows: rows, columns: columns, elements: sample.elements.map { Float($0) })
                    ), labels, classes, nil, 2),
                try fit(.double(rounded), labels, classes, nil, 2)),
            "the precision of storage does not matter")
        let reversed = Array((0..<rows).reversed())
        expect(
            isNear(
                try fit(select(reversed, of: sample), reversed.map { labels[$0] }, classes, nil, 2),
                parameters),
            "the order of rows does not matter")
        let other = [2, 0, 3, 1]
        let renamed = try fit(design, labels.map { other[$0] }, classes, nil, 2)
        expect(isNear(other.map { renamed[$0] }, parameters), "the order of classes does not matter")
        try weightLaws(sample, labels, parameters, expect)
        for value in [Double.nan, .infinity, -.infinity] {
            var damaged = sample
            damaged[rows / 2, columns - 1] = value
            expect(isRefused(.double(damaged), labels), "a design with \(value) is refused")
            expect(isRefused(.sparse(SparseMatrix(damaged)), labels), "sparse rows with \(value) are refused")
        }
        expect(isRefused(design, labels.map { _ in 1 }), "rows of one class are refused")
        expect(isRefused(design, labels.map { $0 == 2 ? 1 : $0 }), "a class without a row is refused")
        expect(isRefused(design, labels.map { $0 == 2 ? 4 : $0 }), "a class that is not there is refused")
        expect(isRefused(design, labels.map { $0 == 2 ? -1 : $0 }), "a negative class is refused")
        expect(isRefused(design, Array(labels.dropLast())), "a label too few is refused")
        expect(isRefused(.double(Matrix(rows: 0, columns: columns)), []), "no rows are refused")
        return broken
    }

    private func weightLaws(
        _ sample: Matrix, _ labels: [Int], _ parameters: [[Double]], _ expect: (Bool, String) -> Void
    ) throws {
        let (rows, classes, design) = (sample.rows, Self.classes, DesignMatrix.double(sample))
        let ones = [Double](repeating: 1, count: rows)
        expect(
            try fit(design, labels, classes, ones, 2) == parameters,
            "weights of 1 are no weights, to the bit")
        let twice = (0..<rows).map { $0.isMultiple(of: 3) ? 2.0 : 1 }
        let repeated = (0..<rows).flatMap { $0.isMultiple(of: 3) ? [$0, $0] : [$0] }
        expect(
            isNear(
                try fit(design, labels, classes, twice, 2),
                try fit(select(repeated, of: sample), repeated.map { labels[$0] }, classes, nil, 2)),
            "weight 2 equals the row twice")
        let never = (0..<rows).map { $0.isMultiple(of: 4) ? 0.0 : 1 }
        let kept = (0..<rows).filter { !$0.isMultiple(of: 4) }
        expect(
            isNear(
                try fit(design, labels, classes, never, 2),
                try fit(select(kept, of: sample), kept.map { labels[$0] }, classes, nil, 2)),
            "weight 0 equals leaving the row out")
        for weight in [Double.nan, .infinity, -1] {
            var weights = ones
            weights[rows / 2] = weight
            expect(
                (try? fit(design, labels, classes, weights, 2)) == nil, "a weight of \(weight) is refused")
        }
        expect(
            (try? fit(design, labels, classes, ones.map { _ in 0 }, 2)) == nil,
            "weights that are all 0 are refused")
    }

    private func isRefused(_ design: DesignMatrix, _ labels: [Int]) -> Bool {
        (try? fit(design, labels, Self.classes, nil, 2)) == nil
    }

    private func isNear(_ left: [[Double]], _ right: [[Double]]) -> Bool {
        left.map(\.count) == right.map(\.count)
            && zip(left.joined(), right.joined()).allSatisfy {
                abs($0 - $1) <= Self.tolerance * max(1, abs($1))
            }
    }

    private func select(_ rows: [Int], of design: Matrix) -> DesignMatrix {
        .double(
            Matrix(
                rows: rows.count, columns: columns,
                elements: rows.flatMap { row in (0..<columns).map { design[row, $0] } }))
    }

    /// Labels that lean on the columns without being told apart by them.
    private func sample(rows: Int, seed: UInt64) -> (design: Matrix, labels: [Int]) {
        var random = CounterRandom(seed: seed, stream: "classifier laws")
        let elements = (0..<rows * columns).map { _ in random.nextUniform() * 4 - 2 }
        let labels = (0..<rows).map { row -> Int in
            let first = elements[row * columns] + random.nextUniform() * 2 - 1
            let last = elements[(row + 1) * columns - 1] + random.nextUniform() * 2 - 1
            return (first > 0 ? 1 : 0) + (last > 0.5 ? 2 : 0)
        }
        return (Matrix(rows: rows, columns: columns, elements: elements), labels)
    }
}
