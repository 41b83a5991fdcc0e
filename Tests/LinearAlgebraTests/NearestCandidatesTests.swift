import Testing

@testable import LinearAlgebra

/// What a search holds while it looks.
@Suite struct NearestCandidatesTests {
    /// However many rows are equal, few are held, and they are the lowest numbers.
    @Test(arguments: NeighbourMeasure.allCases)
    func equalRowsAreNotAllHeld(_ measure: NeighbourMeasure) {
        let count = 20_000
        let design = DesignMatrix.double(
            Matrix(rows: count, columns: 2, elements: [Double](repeating: 1, count: 2 * count)))
        let rows = NeighbourRows(
            design, measure: measure, order: (0..<Int32(count)).reversed().map { $0 }, concurrency: 1)
        let query = rows.query(0, of: design)
        var candidates = NearestCandidates(3, reach: query.reach)
        var products: [Float] = []
        rows.scan(0..<count, query, &products, &candidates)
        #expect(candidates.found.count <= 256 && !candidates.isCrowded)
        #expect(rows.settle(candidates, query, count: 3).map(\.row) == [0, 1, 2])
    }
}
