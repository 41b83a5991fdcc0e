import Learning
import LinearAlgebra
import TestKit
import Testing

/// Neighbours against the loop that anyone can check.
@Suite struct NeighbourTests {
    /// Every pair, one by one: value, then row.
    private func naive(
        _ rows: Matrix, _ queries: Matrix, _ count: Int, _ measure: NeighbourMeasure, lift: Double = 1
    ) -> [[Neighbour]] {
        func row(_ matrix: Matrix, _ index: Int) -> [Double] {
            (0..<matrix.columns).map { matrix[index, $0] }
        }
        func product(_ left: [Double], _ right: [Double]) -> Double {
            zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return (0..<queries.rows).map { query in
            let asked = row(queries, query)
            guard !asked[0].isNaN else { return [] }
            let found = (0..<rows.rows).compactMap { index -> Neighbour? in
                let own = row(rows, index)
                guard !own[0].isNaN else { return nil }
                let value =
                    measure == .cosine
                    ? max(
                        -1,
                        min(
                            1,
                            product(asked, own)
                                / (product(asked, asked).squareRoot() * product(own, own).squareRoot())))
                    : zip(asked, own).reduce(0) { sum, pair in
                        let difference = (pair.0 - pair.1) * lift
                        return sum + difference * difference
                    }.squareRoot() / lift
                return Neighbour(row: Int32(index), value: value)
            }.sorted { left, right in
                left.value == right.value
                    ? left.row < right.row
                    : measure == .cosine ? left.value > right.value : left.value < right.value
            }
            return Array(found.prefix(count))
        }
    }

    /// Groups of rows, each with noise: what vectors of texts are like.
    private func groups(_ rows: Int, _ columns: Int, seed: UInt64, centres: Int = 12) -> Matrix {
        var random = SplitMix64(seed: seed)
        func uniform() -> Double { Double(random.next() >> 11) * 0x1p-53 - 0.5 }
        let middle = (0..<centres * columns).map { _ in 2 * uniform() }
        return Matrix(
            rows: rows, columns: columns,
            elements: (0..<rows).flatMap { row in
                (0..<columns).map { middle[row % centres * columns + $0] + 0.8 * uniform() }
            })
    }

    /// The numbers as they are stored in single precision, and that matrix.
    private func single(_ matrix: Matrix) -> (wide: Matrix, narrow: DesignMatrix) {
        let floats = matrix.elements.map { Float($0) }
        return (
            Matrix(rows: matrix.rows, columns: matrix.columns, elements: floats.map { Double($0) }),
            .float(FloatMatrix(rows: matrix.rows, columns: matrix.columns, elements: floats))
        )
    }

    private func search(
        _ rows: DesignMatrix, _ queries: DesignMatrix, _ count: Int, _ measure: NeighbourMeasure,
        threads: Int = 2
    ) throws -> [[Neighbour]] {
        let usable = try VectorRows(rows, measure: measure, named: "rows", concurrency: threads).rows
        let asked = try VectorRows(queries, measure: measure, named: "queries", concurrency: threads).rows
        let table = NeighbourRows(rows, measure: measure, order: usable, concurrency: threads)
        var all = [[Neighbour]](repeating: [], count: queries.rows)
        for (row, found) in zip(asked, table.nearest(count, to: queries, asked, concurrency: threads)) {
            all[Int(row)] = found
            #expect(table.nearest(count, to: queries, row: Int(row)) == found)
        }
        return all
    }

    @Test(arguments: NeighbourMeasure.allCases)
    func theNearestAreThoseOfTheLoop(_ measure: NeighbourMeasure) throws {
        for (rows, columns, count, seed) in [(1, 1, 3, 1), (7, 3, 10, 2), (300, 5, 10, 3), (700, 17, 4, 4)] {
            var matrix = groups(rows, columns, seed: UInt64(seed))
            // Rows that come twice, and one without a vector.
            for row in stride(from: 5, to: rows, by: 9) {
                for column in 0..<columns { matrix[row, column] = matrix[row - 2, column] }
            }
            if rows > 3 { for column in 0..<columns { matrix[3, column] = .nan } }
            var queries = groups(70, columns, seed: UInt64(seed + 100))
            for column in 0..<columns { queries[0, column] = .nan }
            let expected = naive(matrix, queries, count, measure)
            #expect(try search(.double(matrix), .double(queries), count, measure) == expected)
            #expect(try search(.double(matrix), .double(queries), count, measure, threads: 5) == expected)
            let (wide, narrow) = single(matrix)
            #expect(
                try search(narrow, .double(queries), count, measure) == naive(wide, queries, count, measure))
        }
    }

    /// Far from 0, of very different lengths, and nearly alike: what single precision cannot tell apart.
    @Test func roundingDecidesNothing() throws {
        var random = SplitMix64(seed: 9)
        func uniform() -> Double { Double(random.next() >> 11) * 0x1p-53 - 0.5 }
        for (offset, size) in [(1e6, 1e-3), (0, 1e-60), (0, 1e60), (1, 1e-9)] {
            let rows = Matrix(
                rows: 120, columns: 6, elements: (0..<720).map { _ in offset + size * uniform() })
            let queries = Matrix(
                rows: 9, columns: 6, elements: (0..<54).map { _ in offset + size * uniform() })
            for measure in NeighbourMeasure.allCases {
                #expect(
                    try search(.double(rows), .double(queries), 5, measure)
                        == naive(rows, queries, 5, measure), "\(offset) \(size) \(measure)")
            }
        }
    }

    /// Numbers whose squares are 0, or not numbers of full precision: the loop multiplies them by a power of two before.
    @Test func tinyNumbersHaveNeighbours() throws {
        var random = SplitMix64(seed: 31)
        func uniform() -> Double { Double(random.next() >> 11) * 0x1p-53 - 0.5 }
        for size in [1e-130, 1e-150, 1e-165, 1e-200, 1e-300, 1e-308, 0x1p-1063, 0x1p-1072] {
            for offset in [0, size] {
                let rows = Matrix(
                    rows: 90, columns: 5, elements: (0..<450).map { _ in offset + size * uniform() })
                let queries = Matrix(
                    rows: 9, columns: 5, elements: (0..<45).map { _ in offset + size * uniform() })
                let found = try search(.double(rows), .double(queries), 5, .euclidean)
                #expect(
                    found == naive(rows, queries, 5, .euclidean, lift: 0x1p600), "\(size) \(offset)")
                #expect(found.allSatisfy { $0.count == 5 })
            }
        }
        // Tiny beside others that are not, and queries from far away.
        let mixed = Matrix(rows: 5, columns: 1, elements: [1e-200, 3e-200, 0, 1, -1e80])
        let near = Matrix(rows: 5, columns: 1, elements: [2.5e-200, 0x1p-1073, 0.4, 1e85, -1])
        #expect(
            try search(.double(mixed), .double(near), 5, .euclidean).map { $0.map(\.row) } == [
                [1, 0, 2, 3, 4], [2, 0, 1, 3, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [0, 1, 2, 3, 4],
            ])
        let tiny = Matrix(rows: 3, columns: 1, elements: [0x1p-1063, 0x3p-1063, 0])
        #expect(
            try search(.double(tiny), .double(near), 3, .euclidean).map { $0.map(\.row) } == [
                [0, 1, 2], [2, 0, 1], [0, 1, 2], [0, 1, 2], [0, 1, 2],
            ])
        let equal = Matrix(rows: 3, columns: 1, elements: [0, 0, 0])
        #expect(
            try search(.double(equal), .double(near), 2, .euclidean).allSatisfy { $0.map(\.row) == [0, 1] })
    }

    /// From far away rows are equally near, although single precision, beside their mean, tells them apart.
    @Test func farQueriesFindTheLowestOfEquallyNearRows() throws {
        let two = Matrix(rows: 2, columns: 1, elements: [1, 1 + 0x1p-52])
        let far = Matrix(rows: 1, columns: 1, elements: [1_000])
        #expect(
            try search(.double(two), .double(far), 1, .euclidean) == [[Neighbour(row: 0, value: 999)]])
        var random = SplitMix64(seed: 41)
        func uniform() -> Double { Double(random.next() >> 11) * 0x1p-53 - 0.5 }
        for columns in [1, 3, 12] {
            for (size, distance) in [
                (0x1p-50, 10.0), (0x1p-48, 1e4), (1e-9, 1e3), (1e-9, 1e9), (1, 1e16), (1, 1e60),
            ] {
                let rows = Matrix(
                    rows: 150, columns: columns,
                    elements: (0..<150 * columns).map { _ in 1 + size * uniform() })
                let queries = Matrix(
                    rows: 8, columns: columns,
                    elements: (0..<8 * columns).map { _ in distance * uniform() })
                #expect(
                    try search(.double(rows), .double(queries), 4, .euclidean)
                        == naive(rows, queries, 4, .euclidean), "\(columns) \(size) \(distance)")
            }
        }
    }

    /// More equal rows than are held at once: the lowest numbers, wherever they are stored.
    @Test(arguments: NeighbourMeasure.allCases)
    func equalRowsAreFoundInTheirOrder(_ measure: NeighbourMeasure) throws {
        var nearly = [Double](repeating: 1, count: 12_000)
        for row in 0..<6_000 { nearly[2 * row + 1] += Double(7 * row % 6_001) * 1e-12 }
        for elements in [[Double](repeating: 1, count: 12_000), nearly] {
            let rows = Matrix(rows: 6_000, columns: 2, elements: elements)
            let queries = Matrix(rows: 2, columns: 2, elements: [1, 1, 2, 1])
            let expected = naive(rows, queries, 7, measure)
            #expect(try search(.double(rows), .double(queries), 7, measure) == expected)
            let backwards = NeighbourRows(
                .double(rows), measure: measure, order: (0..<6_000).reversed().map { Int32($0) },
                concurrency: 1)
            #expect(backwards.nearest(7, to: .double(queries), [0, 1], concurrency: 1) == expected)
        }
    }

    @Test(arguments: NeighbourMeasure.allCases)
    func allListsAreTheExactSearch(_ measure: NeighbourMeasure) throws {
        var matrix = groups(900, 8, seed: 5)
        for column in 0..<8 { matrix[17, column] = .nan }
        let learned = try NeighbourLearning(
            .init(measure: measure, lists: 30, neighbours: 5, heldOut: 100)
        ).learn(.double(matrix))
        let asked = (0..<50).map { Int32($0) }
        let queries = DesignMatrix.double(groups(50, 8, seed: 6))
        let exact = learned.lists.rows.nearest(5, to: queries, asked, concurrency: 2)
        #expect(learned.lists.nearest(5, to: queries, asked, probes: 30, concurrency: 2) == exact)
        #expect(try search(.double(matrix), queries, 5, measure) == exact)
        #expect(learned.lists.nearest(5, to: queries, asked, probes: 3, concurrency: 1) != exact)
        #expect(learned.index.lists[17] == -1)
        // What probes find, counted by searching with so many.
        for probes in [1, 4, 30] {
            let truth = learned.lists.rows.nearest(
                6, to: .double(matrix), learned.choosing, concurrency: 2)
            let found = learned.lists.nearest(
                6, to: .double(matrix), learned.choosing, probes: probes, concurrency: 2)
            var (hits, all) = (0, 0)
            for (row, (truth, found)) in zip(learned.choosing, zip(truth, found)) {
                let near = truth.others(than: row, at: 5)
                let own = Set(found.others(than: row, at: 5).map(\.row))
                hits += near.count { own.contains($0.row) }
                all += near.count
            }
            #expect(learned.recalls[probes - 1] == Double(hits) / Double(all))
        }
        #expect(learned.recalls.last == 1)
        let least = learned.probes(recall: 0.9)
        #expect(learned.recalls[least - 1] >= 0.9 && (least == 1 || learned.recalls[least - 2] < 0.9))
        #expect(Set(learned.choosing).isDisjoint(with: learned.measuring))
    }

    @Test func rowsInAnotherOrderAreTheSameRows() throws {
        let matrix = groups(400, 7, seed: 11)
        let order = {
            var random = SplitMix64(seed: 12); return random.shuffled(Array(0..<400))
        }()
        let shuffled = DesignMatrix.double(DesignMatrix.double(matrix).selected(order))
        let queries = DesignMatrix.double(groups(20, 7, seed: 13))
        for measure in NeighbourMeasure.allCases {
            let before = try search(.double(matrix), queries, 6, measure)
            let after = try search(shuffled, queries, 6, measure)
            #expect(
                before == after.map { $0.map { Neighbour(row: Int32(order[Int($0.row)]), value: $0.value) } })
        }
    }

    @Test func threadsDoNotChangeAnIndex() throws {
        let matrix = DesignMatrix.double(groups(500, 6, seed: 21))
        let learned = try [1, 2, 5].map {
            try NeighbourLearning(.init(lists: 20, heldOut: 60), concurrency: $0).learn(matrix)
        }
        #expect(Set(learned.map(\.index.lists)).count == 1 && Set(learned.map(\.recalls)).count == 1)
        #expect(learned[0].index == learned[1].index)
    }

    @Test func whatCannotBeSearchedIsRefused() throws {
        let nan = Double.nan
        func refusal(_ elements: [Double], _ measure: NeighbourMeasure = .cosine) -> LearningError? {
            #expect(throws: LearningError.self) {
                try VectorRows(
                    .double(Matrix(rows: elements.count / 2, columns: 2, elements: elements)),
                    measure: measure, named: "vectors", concurrency: 1)
            }
        }
        #expect(refusal([1, 2, nan, 3]) == .invalidNumber(in: "vectors", row: 1, column: 0))
        #expect(refusal([1, 2, 3, .infinity]) == .invalidNumber(in: "vectors", row: 1, column: 1))
        #expect(refusal([1, 2, 0, 0]) == .zeroRow(1))
        let zeros = Matrix(rows: 2, columns: 2, elements: [0, 0, nan, nan])
        #expect(
            try VectorRows(.double(zeros), measure: .euclidean, named: "vectors", concurrency: 1).rows == [0])
        let few = DesignMatrix.double(groups(4, 2, seed: 1))
        #expect(throws: LearningError.tooFewRows(needed: 9, found: 4)) {
            try NeighbourLearning(.init(lists: 9)).learn(few)
        }
        let single = try NeighbourLearning(.init()).learn(few)
        #expect(single.recalls == [0, 0] && single.probes(recall: 0.5) == 2)
        #expect(throws: LearningError.noRows) {
            try NeighbourLearning(.init()).learn(
                .double(Matrix(rows: 2, columns: 1, elements: [nan, nan])))
        }
        #expect(throws: ConfigurationError.self) { try NeighbourLearning(.init(neighbours: 0)) }
        let index = try NeighbourLearning(.init(lists: 2)).learn(.double(groups(40, 3, seed: 2))).index
        #expect(throws: LearningError.self) { try index.lists(of: few, concurrency: 1) }
        #expect(throws: LearningError.self) {
            try NeighbourIndex(
                measure: .cosine, centres: index.centres, lists: [0, 1, 2], probes: 1)
        }
        #expect(throws: LearningError.self) {
            try NeighbourIndex(
                measure: .cosine, centres: index.centres, lists: index.lists, probes: 3)
        }
    }
}
