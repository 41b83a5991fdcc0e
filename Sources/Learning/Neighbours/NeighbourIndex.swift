public import LinearAlgebra

/// Which list of which centre each of many rows is in, and how many lists are looked at for a row's neighbours.
public struct NeighbourIndex: Equatable, Sendable {
    /// How near rows are.
    public let measure: NeighbourMeasure
    /// The centres of the lists; shape (lists, columns).
    public let centres: Matrix
    /// The list of each row, -1 for a row without a vector; shape (rows).
    public let lists: [Int32]
    /// Lists that are looked at for a row, the nearest first; in 1...lists.
    public let probes: Int

    /// Puts an index together.
    ///
    /// - Throws: `LearningError` for a list or a number of probes that is not there, a centre that is not finite and within ±1e90 or,
    ///   where cosines are compared, has no direction.
    public init(
        measure: NeighbourMeasure, centres: Matrix, lists: [Int32], probes: Int
    ) throws(LearningError) {
        let usable = try VectorRows(.double(centres), measure: measure, named: "centres", concurrency: 1)
        guard !usable.rows.isEmpty else { throw .noRows }
        guard usable.rows.count == centres.rows else {
            let lone = (0..<centres.rows).first { usable.rows.firstIndex(of: Int32($0)) == nil } ?? 0
            throw .invalidNumber(in: "centres", row: lone, column: 0)
        }
        guard (1...centres.rows).contains(probes) else {
            throw .wrongCount(of: "probes", expected: centres.rows, found: probes)
        }
        if let row = lists.firstIndex(where: { $0 < -1 || $0 >= centres.rows }) {
            throw .unknownClass(Int(lists[row]), row: row, classes: centres.rows)
        }
        self.measure = measure
        self.centres = centres
        self.lists = lists
        self.probes = probes
    }

    /// The rows in their lists, ready to be searched.
    ///
    /// - Throws: `LearningError` where the rows are not the index's: others have a vector, or a list more or less.
    /// - Complexity: O(rows * columns).
    public func lists(of vectors: DesignMatrix, concurrency: Int) throws(LearningError) -> NeighbourLists {
        let usable = try VectorRows(vectors, measure: measure, named: "vectors", concurrency: concurrency)
        guard vectors.columns == centres.columns else {
            throw .wrongCount(of: "columns", expected: centres.columns, found: vectors.columns)
        }
        guard lists.count == vectors.rows else {
            throw .wrongCount(of: "lists", expected: vectors.rows, found: lists.count)
        }
        let listed = lists.indices.count { lists[$0] >= 0 }
        guard listed == usable.rows.count, usable.rows.allSatisfy({ lists[Int($0)] >= 0 }) else {
            throw .wrongCount(of: "lists of rows with a vector", expected: usable.rows.count, found: listed)
        }
        return NeighbourLists(
            vectors, measure: measure, lists: lists, centres: centres, concurrency: concurrency)
    }
}
