import Testing

@testable import LinearAlgebra

/// Loops whose kind of processor is chosen when the program is loaded, beside the plainest Swift: every bit is the same.
struct VectorLoopsTests {
    /// A sum as the loops add it up: eight lanes, halves to halves, then what fills no lane.
    private func laneSum(_ terms: [Double]) -> Double {
        let whole = terms.count / 8 * 8
        var lanes = [Double](repeating: 0, count: 8)
        for index in 0..<whole { lanes[index % 8] += terms[index] }
        let total =
            ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) + ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]))
        return terms[whole...].reduce(total, +)
    }

    private func numbers(_ count: Int, _ name: String) -> [Double] {
        var random = CounterRandom(seed: 11, stream: name)
        return (0..<count).map { _ in random.nextUniform() * 4 - 2 }
    }

    @Test(arguments: [0, 1, 7, 8, 9, 31, 32, 33, 50, 64, 100])
    func rowsOfAnyLength(columns: Int) {
        let rows = 37
        let elements = numbers(rows * columns, "elements").map { Float($0) }
        let vector = numbers(columns, "vector")
        let factors = numbers(rows, "factors")
        func element(_ row: Int, _ column: Int) -> Double { Double(elements[row * columns + column]) }

        var products = [Double](repeating: .nan, count: rows)
        var span = products.mutableSpan
        VectorLoops.rowProducts(elements.span, by: vector.span, into: &span)
        for row in 0..<rows {
            var terms = (0..<columns).map { element(row, $0) * vector[$0] }
            // What fills no lanes is at the end of the last ones.
            if columns > 8, columns % 8 > 0 {
                terms.insert(contentsOf: [Double](repeating: 0, count: 8 - columns % 8), at: columns / 8 * 8)
            }
            #expect(products[row] == laneSum(terms))
        }

        var sums = numbers(columns, "sums")
        let before = sums
        VectorLoops.addRows(elements.span, times: factors.span, to: &sums)
        for column in 0..<columns {
            let expected = (0..<rows).reduce(before[column]) { $0 + element($1, column) * factors[$1] }
            #expect(sums[column] == expected)
        }
    }

    @Test(arguments: [Float.nan, .infinity], [0, 41, 43, 47, 48, 49])
    func aProductOfWhatIsNotFiniteIsNot(value: Float, place: Int) {
        var elements = [Float](repeating: 1, count: 50)
        elements[place] = value
        var product = [0.0]
        var span = product.mutableSpan
        let vector = [Double](repeating: 2, count: 50)
        VectorLoops.rowProducts(elements.span, by: vector.span, into: &span)
        #expect(!product[0].isFinite)
    }

    @Test(arguments: [0, 1, 9, 50], [nil, 0.0, 3.5] as [Double?])
    func magnitudes(columns: Int, weight: Double?) {
        let rows = 29
        let elements = numbers(rows * columns, "elements")
        let weights = weight.map { [Double](repeating: $0, count: rows) }
        var expected = [Double](repeating: 0, count: columns)
        for row in 0..<rows {
            for column in 0..<columns {
                expected[column] += (weight ?? 1) * abs(elements[row * columns + column])
            }
        }
        var sums = [Double](repeating: 0, count: columns)
        let isWithin = VectorLoops.addMagnitudes(
            elements.span, rows: rows, weights: weights?.span, limit: 2, to: &sums)
        #expect(isWithin && sums == expected)

        let narrow = elements.map { Float($0) }
        var narrowSums = [Double](repeating: 0, count: columns)
        var narrowExpected = narrowSums
        for row in 0..<rows {
            for column in 0..<columns {
                narrowExpected[column] += (weight ?? 1) * Double(abs(narrow[row * columns + column]))
            }
        }
        let isNarrowWithin = VectorLoops.addMagnitudes(
            narrow.span, rows: rows, weights: weights?.span, limit: 2, to: &narrowSums)
        #expect(isNarrowWithin && narrowSums == narrowExpected)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 2.5, -2.5], [0, 7, 8, 100, 12 * 33 - 1])
    func whatIsBeyondTheLimitIsSeen(value: Double, place: Int) {
        var elements = numbers(12 * 33, "elements")
        elements[place] = value
        var sums = [Double](repeating: 0, count: 33)
        #expect(
            !VectorLoops.addMagnitudes(elements.span, rows: 12, weights: nil, limit: 2, to: &sums))
        let narrow = elements.map { Float($0) }
        #expect(!VectorLoops.addMagnitudes(narrow.span, rows: 12, weights: nil, limit: 2, to: &sums))
    }

    @Test(arguments: [0, 1, 8, 31, 32, 33, 1000])
    func sumsOfAnyLength(count: Int) {
        let all = numbers(count, "numbers")
        let whole = count / 32 * 32
        var lanes = [Double](repeating: 0, count: 32)
        for index in 0..<whole { lanes[index % 32] += all[index] }
        let eight: [Double] = (0..<8).map { lane in
            let (first, second) = (lanes[lane] + lanes[lane + 8], lanes[lane + 16] + lanes[lane + 24])
            return first + second
        }
        #expect(VectorLoops.sum(all.span) == all[whole...].reduce(laneSum(eight), +))
    }

    @Test(arguments: [0, 1, 7, 8, 16, 19, 24, 40])
    func sparseRowsTimesVectors(width: Int) throws {
        var random = CounterRandom(seed: 5, stream: "sparse")
        let (rows, columns) = (23, 17)
        var starts = [0]
        var indices: [Int32] = []
        for _ in 0..<rows {
            for column in 0..<columns where random.nextUniform() < 0.3 { indices.append(Int32(column)) }
            starts.append(indices.count)
        }
        let values = numbers(indices.count, "values")
        let matrix = SparseMatrix(
            columns: columns, rowStarts: starts, columnIndices: indices, values: values)
        let vectors = numbers(columns * width, "vectors")
        var products = [Double](repeating: .nan, count: (rows - 3) * width)
        var span = products.mutableSpan
        VectorLoops.multiply(matrix, rows: 3..<rows, with: vectors.span, width: width, into: &span)
        for row in 3..<rows {
            for vector in 0..<width {
                var expected = 0.0
                for index in starts[row]..<starts[row + 1] {
                    expected += vectors[Int(indices[index]) * width + vector] * values[index]
                }
                #expect(products[(row - 3) * width + vector] == expected)
            }
        }
    }

    @Test(arguments: [1, 8, 13], [nil, 0.5] as [Double?])
    func rowsAreAddedToTheirGroups(columns: Int, weight: Double?) {
        let rows = 41
        let elements = numbers(rows * columns, "elements").map { Float($0) }
        let groups = (0..<rows).map { Int32($0 * 7 % 5) }
        let chosen = [true, false, true, true, false]
        let weights = weight.map { factor in (0..<rows).map { factor * Double($0) } }
        var sums = numbers(5 * (columns + 1), "sums")
        var expected = sums
        for row in 0..<rows where chosen[Int(groups[row])] {
            let first = Int(groups[row]) * (columns + 1)
            let own = weights?[row] ?? 1
            for column in 0..<columns {
                expected[first + column] += own * Double(elements[row * columns + column])
            }
            expected[first + columns] += own
        }
        var wide = sums
        VectorLoops.addGroups(
            elements.span, columns: columns, groups.span, chosen: chosen.span, weights: weights?.span,
            to: &sums)
        #expect(sums == expected)
        let doubles = elements.map { Double($0) }
        VectorLoops.addGroups(
            doubles.span, columns: columns, groups.span, chosen: chosen.span, weights: weights?.span,
            to: &wide)
        #expect(wide == expected)
    }
}
