import Arithmetic
import LinearAlgebra

/// Draws rows that have no groups: each column's numbers are drawn from those of given rows, and columns depend on each other as
/// normal variables do, with the given rows' correlations.
///
/// Latent normal columns are turned so that their own correlations are the wanted ones exactly: were they only so on average,
/// draws would vary more than the rows do whose correlations they are taken from. A latent number becomes the number at the same
/// quantile of its column. The correlations of latent columns are found by trial, so that those of draws come out right.
///
/// Sources: M. Cario and B. Nelson, "Modeling and generating random vectors with arbitrary marginal distributions and
/// correlation matrix" (1997); Ø. Langsrud, "Rotation tests" (2005).
struct GrouplessRows: Sendable {
    private let count: Int
    /// Each column's numbers, ascending.
    private let columns: [[Double]]
    /// The normal quantiles between one place of an ascending column and the next; shape (rows - 1).
    private let bounds: [Double]
    /// What latent columns are made of: independent ones times this; shape (rank, columns).
    private var factor: Matrix

    /// Rounds by which the correlations of latent columns are corrected, and draws a round.
    private static let rounds = 6
    private static let pilots = 4
    /// Latent columns are not quite the same, so that a round can part them again.
    private static let greatest = 0.9999

    /// Nil where fewer than two columns vary, or there are fewer than two rows for each direction in which they do.
    ///
    /// - Complexity: O(rows * columns * (columns + log rows)), and O(columns^3).
    init?(_ rows: Matrix, _ random: CounterRandom) throws(LinearAlgebraError) {
        let count = rows.rows
        let given = (0..<rows.columns).map { column in (0..<count).map { rows[$0, column] } }
        self.count = count
        columns = given.map { $0.sorted() }
        guard columns.count(where: { $0.first != $0.last }) > 1 else { return nil }
        bounds = (1..<count).map { PortableMath.normalQuantile(Double($0) / Double(count)) }
        let wanted = Self.products(given.map(Self.standardized))
        var latent = wanted
        guard let factor = try Self.factor(of: latent), 2 * factor.rows <= count else { return nil }
        self.factor = factor
        for _ in 0..<Self.rounds {
            // The same numbers each round, so that corrections lead somewhere.
            var random = random
            var found = [Double](repeating: 0, count: wanted.elements.count)
            for _ in 0..<Self.pilots {
                let products = Self.products(drawnColumns(&random).map(Self.standardized))
                for place in found.indices { found[place] += products.elements[place] / Double(Self.pilots) }
            }
            for row in 0..<latent.order {
                for column in 0..<row {
                    let next = latent[row, column] + wanted[row, column] - found[row * latent.order + column]
                    latent[row, column] = max(-Self.greatest, min(Self.greatest, next))
                }
            }
            guard let next = try Self.factor(of: latent), 2 * next.rows <= count else { return nil }
            self.factor = next
        }
    }

    /// One draw; shape (rows, columns).
    ///
    /// - Complexity: O(rows * columns * (columns + log rows)).
    func draw(_ random: inout CounterRandom) -> Matrix {
        let drawn = drawnColumns(&random)
        var elements = [Double](repeating: 0, count: count * drawn.count)
        for (column, numbers) in drawn.enumerated() {
            for row in 0..<count { elements[row * drawn.count + column] = numbers[row] }
        }
        return Matrix(rows: count, columns: drawn.count, elements: elements)
    }

    private func drawnColumns(_ random: inout CounterRandom) -> [[Double]] {
        let scale = Double(count).squareRoot()
        return zip(columns, Self.latentColumns(count, factor, &random)).map { sorted, latent in
            latent.map { number in sorted[bounds.partitioningIndex { $0 > number * scale }] }
        }
    }

    /// Normal columns with the factor's correlations, exactly so.
    private static func latentColumns(
        _ count: Int, _ factor: Matrix, _ random: inout CounterRandom
    ) -> [[Double]] {
        let rank = factor.rows
        var normal = (0..<rank).map { _ in
            (0..<count).map { _ in PortableMath.normalQuantile((Double(random.next() >> 12) + 0.5) * 0x1p-52)
            }
        }
        for column in normal.indices {
            let mean = normal[column].reduce(0, +) / Double(count)
            for row in 0..<count { normal[column][row] -= mean }
        }
        let turned = turned(factor, by: normal)
        return (0..<factor.columns).map { column in
            var sum = [Double](repeating: 0, count: count)
            var target = sum.mutableSpan
            for (part, own) in normal.enumerated() where turned[part, column] != 0 {
                let weight = turned[part, column]
                let source = own.span
                for row in 0..<count { target[row] += weight * source[row] }
            }
            return sum
        }
    }

    /// The factor times the inverse root of the cross products of normal columns, which makes these orthonormal.
    private static func turned(_ factor: Matrix, by normal: [[Double]]) -> Matrix {
        let rank = factor.rows
        guard let (values, vectors) = try? products(normal).eigenvectors() else {
            preconditionFailure("cross products of normal numbers are finite")
        }
        var inverse = Matrix(rows: rank, columns: rank)
        for row in 0..<rank {
            for column in 0..<rank {
                var sum = 0.0
                for place in 0..<rank where values[place] > 0 {
                    sum += vectors[row, place] * vectors[column, place] / values[place].squareRoot()
                }
                inverse[row, column] = sum
            }
        }
        var turned = Matrix(rows: rank, columns: factor.columns)
        for row in 0..<rank {
            for column in 0..<factor.columns {
                var sum = 0.0
                for place in 0..<rank { sum += inverse[row, place] * factor[place, column] }
                turned[row, column] = sum
            }
        }
        return turned
    }

    /// A matrix whose cross products are the nearest to correlations that can be; nil where none has a variance.
    private static func factor(of correlations: SymmetricMatrix) throws(LinearAlgebraError) -> Matrix? {
        let (values, vectors) = try correlations.eigenvectors()
        let least = 1e-10 * max(values.first ?? 0, 0)
        let kept = values.indices.filter { values[$0] > least }
        guard !kept.isEmpty else { return nil }
        var factor = Matrix(rows: kept.count, columns: correlations.order)
        for column in 0..<correlations.order {
            var square = 0.0
            for (row, place) in kept.enumerated() {
                factor[row, column] = values[place].squareRoot() * vectors[column, place]
                square += factor[row, column] * factor[row, column]
            }
            let isConstant = correlations[column, column] == 0
            for row in kept.indices {
                factor[row, column] = isConstant ? 0 : factor[row, column] / square.squareRoot()
            }
        }
        return factor
    }

    /// A column centred and of length 1, or zeros for one that does not vary.
    private static func standardized(_ column: [Double]) -> [Double] {
        let isConstant = !column.contains { $0 != column[0] }
        let mean = isConstant ? column[0] : column.reduce(0, +) / Double(column.count)
        let length = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }.squareRoot()
        return column.map { length > 0 ? ($0 - mean) / length : 0 }
    }

    /// Cross products; of standardized columns they are correlations, with 0 on the diagonal for one that does not vary.
    private static func products(_ columns: [[Double]]) -> SymmetricMatrix {
        var products = SymmetricMatrix(order: columns.count)
        for row in columns.indices {
            let own = columns[row]
            let left = own.span
            for column in 0...row {
                let other = columns[column]
                let right = other.span
                var sum = 0.0
                for place in 0..<left.count { sum += left[place] * right[place] }
                products[row, column] = sum
            }
        }
        return products
    }
}
