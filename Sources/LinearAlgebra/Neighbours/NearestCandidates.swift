/// Rows that may be among the nearest, by values that are right within half a reach.
struct NearestCandidates {
    /// A row, by its place in the table.
    typealias Candidate = (value: Float, place: Int32)

    /// A row whose value is below this is not among the nearest.
    private(set) var cut = -Float.infinity
    /// In no order.
    private(set) var found: [Candidate] = []
    /// Of the nearest.
    let count: Int
    private let reach: Float
    private let least: Int
    private var limit: Int

    /// Whether more rows are held than should be from one tile of the table to the next.
    var isCrowded: Bool { found.count > 4 * least }

    /// - Parameters:
    ///   - count: of the nearest; above 0.
    ///   - reach: what a value may be below the least of the nearest and still be of a nearer row.
    init(_ count: Int, reach: Double) {
        self.count = count
        self.reach = Float(reach).nextUp
        least = max(64, 4 * min(count, 1 << 24))
        limit = least
        found.reserveCapacity(min(limit, 1 << 12))
    }

    /// Takes a row whose value is not below the cut.
    @inline(__always)
    mutating func add(_ value: Float, place: Int) {
        precondition(!value.isNaN, "a row's value is a number")
        found.append((value, Int32(truncatingIfNeeded: place)))
        if found.count >= limit { prune() }
    }

    /// Drops the rows that cannot be among the nearest any more.
    ///
    /// - Complexity: O(n log n) for n rows that are held; where values are equal it holds them all.
    mutating func prune() {
        guard found.count > count else { return }
        found.sort { $0.value > $1.value }
        cut = max(cut, found[count - 1].value - reach)
        if let first = found.firstIndex(where: { $0.value < cut }) { found.removeSubrange(first...) }
        limit = max(limit, 2 * found.count)
    }

    /// Holds the nearest of what was found, and nothing else.
    ///
    /// - Parameter nearest: `count` of them, by what was computed in double precision.
    mutating func keep(_ nearest: [Candidate]) {
        found = nearest
        limit = least
    }
}
