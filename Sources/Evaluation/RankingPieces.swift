/// The rows of a ranking, cut where the scores of positives begin and end: all that a metric of the ranking asks for is how
/// many rows are drawn up to there.
struct RankingPieces: Sendable {
    /// The rows of each piece in order, in 1...`PieceDraw.largest`.
    let sizes: [UInt8]
    /// The levels, by pieces where the ranking has them by rows.
    let levels: [PositiveLevel]

    /// Cuts a ranking.
    ///
    /// - Parameters:
    ///   - levels: the scores that positives have, from the highest down.
    ///   - rowCount: all rows, at least one.
    /// - Complexity: O(levels + n_rows / `PieceDraw.largest`).
    init(_ levels: [PositiveLevel], rowCount: Int) {
        var sizes: [UInt8] = []
        var rows = 0
        func cut(at row: Int32) -> Int32 {
            while rows < Int(row) {
                let size = min(Int(row) - rows, PieceDraw.largest)
                sizes.append(UInt8(size))
                rows += size
            }
            return Int32(sizes.count)
        }
        self.levels = levels.map { level in
            PositiveLevel(
                start: cut(at: level.start), negatives: cut(at: level.negatives), end: cut(at: level.end))
        }
        _ = cut(at: Int32(rowCount))
        self.sizes = sizes
    }
}
