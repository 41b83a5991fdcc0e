/// How many of the nearest rows a search finds that does not look at all.
public enum NeighbourRecall {
    /// The share of all queries' nearest that were found, with Wilson's interval.
    ///
    /// Neighbours of one query are found or missed together, so the interval is that of as many independent ones as would scatter as
    /// the queries do; where all are found, or queries do not differ, of as many as there are queries.
    ///
    /// - Parameters:
    ///   - found: of each query; not above `all`. Shape (queries).
    ///   - all: the nearest of each query by exact search. Shape (queries).
    /// - Returns: undefined where no query has a neighbour.
    /// - Precondition: the shapes fit.
    /// - Complexity: O(queries).
    public static func estimate(found: [Int], of all: [Int]) -> MetricEstimate {
        precondition(found.count == all.count && zip(found, all).allSatisfy { $0 >= 0 && $0 <= $1 })
        let queries = Double(all.count { $0 > 0 })
        let neighbours = Double(all.reduce(0, +))
        guard neighbours > 0 else { return .undefined("no query has a neighbour") }
        let share = Double(found.reduce(0, +)) / neighbours
        var squares = 0.0
        for (found, all) in zip(found, all) {
            let apart = Double(found) - share * Double(all)
            squares += apart * apart
        }
        var size = queries
        if squares > 0 && queries > 1 {
            let variance = squares / (neighbours * neighbours) * queries / (queries - 1)
            size = min(neighbours, share * (1 - share) / variance)
        }
        let (lower, upper) = NormalInterval.wilson(successes: share * size, trials: size)
        return MetricEstimate(
            value: share, lower: lower, upper: upper,
            method: "wilson 95% at the effective size of \(Int(queries)) queries")
    }
}
