import LinearAlgebra
import Learning
import Testing

/// Whether rows lie in groups at all.
@Suite struct StructureTests {
    /// Sums of uniform numbers are near enough to normal ones here.
    private func normal(_ random: inout CounterRandom) -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + random.nextUniform() }
    }

    private func rows(_ count: Int, _ columns: Int, _ row: (Int, inout CounterRandom) -> [Double]) -> Matrix {
        var random = CounterRandom(seed: 4, stream: "structure tests")
        return Matrix(rows: count, columns: columns, elements: (0..<count).flatMap { row($0, &random) })
    }

    private func test(
        _ rows: Matrix, isSpherical: Bool = false, threads: Int = 2, seed: UInt64 = 1
    ) throws -> StructureTest {
        try ClusterCountSearch(
            .init(clusters: 2, isSpherical: isSpherical, seed: seed), samples: 0, concurrency: threads
        ).structure(.double(rows), counts: 2...4, draws: 39)
    }

    private var blobs: Matrix {
        rows(120, 3) { row, random in
            let middle: [Double] = [[0, 0, 0], [5, 5, 0], [0, 5, 5]][row % 3]
            return middle.map { $0 + normal(&random) }
        }
    }

    @Test func plantedGroupsAreStructure() throws {
        let found = try test(blobs)
        #expect(found.verdict == .structure && found.clusters == 3)
        #expect(found.pValue == 1.0 / 40 && found.statistic ?? 0 > found.nullQuantile ?? 9)
        #expect(found.rows == 120 && found.draws == 39)
        #expect(try test(blobs, threads: 5) == found)
    }

    /// The numbers of each column as they were, in another order: whatever peaks columns have, nothing goes with anything.
    @Test func permutedColumnsAreNone() throws {
        let blobs = blobs
        var permuted = blobs
        var random = CounterRandom(seed: 9, stream: "permuted")
        for column in 0..<3 {
            let order = (0..<120).map { (random.next(), $0) }.sorted { $0.0 < $1.0 }
            for (row, place) in order.enumerated() { permuted[row, column] = blobs[place.1, column] }
        }
        #expect(try test(permuted).verdict == .none)
    }

    @Test func oneElongatedCloudIsNone() throws {
        let cloud = rows(120, 3) { _, random in
            let length = 10 * normal(&random)
            return [length + normal(&random), 2 * length + normal(&random), normal(&random)]
        }
        #expect(try test(cloud).verdict == .none)
    }

    /// It splits in two, and in four, the same way each time, and yet there are no groups.
    @Test func anEvenlyFilledSquareIsNone() throws {
        let square = rows(120, 2) { _, random in [random.nextUniform(), random.nextUniform()] }
        #expect(try test(square).verdict == .none)
    }

    /// Columns of few different numbers, of which one follows another as far as ties let it.
    @Test func tiedColumnsThatGoTogetherAreNone() throws {
        let tied = rows(160, 3) { _, random in
            let shared = normal(&random)
            return (0..<3).map { _ in (max(0, 1.2 * shared + normal(&random))).rounded() }
        }
        #expect(try test(tied).verdict == .none)
    }

    @Test func directionsHaveStructureToo() throws {
        let directed = rows(120, 3) { row, random in
            let middle: [Double] = [[4, 0, 0], [0, 4, 0], [0, 0, 4]][row % 3]
            let length = 0.5 + 10 * random.nextUniform()
            return middle.map { length * ($0 + normal(&random)) }
        }
        #expect(try test(directed, isSpherical: true).verdict == .structure)
    }

    @Test func whatCannotBeJudgedIsNotMeasured() throws {
        func verdict(_ rows: Matrix) throws -> StructureTest.Verdict { try test(rows).verdict }
        #expect(try verdict(rows(60, 1) { row, _ in [Double(row % 7)] }) == .notMeasured)
        #expect(try verdict(rows(60, 2) { row, _ in [Double(row), 3] }) == .notMeasured)
        #expect(try verdict(rows(19, 2) { row, random in [Double(row), normal(&random)] }) == .notMeasured)
        #expect(try verdict(rows(60, 2) { row, _ in [Double(row % 2), Double(row % 2)] }) == .notMeasured)
        let wide = rows(30, 40) { _, random in (0..<40).map { _ in normal(&random) } }
        #expect(try verdict(wide) == .notMeasured)
    }

    @Test func settingsOutOfRangeAreRefused() throws {
        let search = try ClusterCountSearch(.init(clusters: 2))
        #expect(throws: ConfigurationError.self) {
            try search.structure(.double(blobs), counts: 2...3, draws: 18)
        }
        #expect(throws: LearningError.noRows) {
            try search.structure(.double(Matrix(rows: 0, columns: 2)), counts: 2...3)
        }
    }
}
