/// How long single queries took, one after the other on one thread.
public struct Latency: Codable, Equatable, Sendable {
    /// Queries that were timed.
    public var queries: Int
    /// Half of them took at most so many microseconds.
    public var median: Double
    /// 99 in 100 of them took at most so many microseconds.
    public var p99: Double
    /// The lower end of the 99th percentile's 95 % interval, by the ranks of the times.
    public var p99Lower: Double

    /// Tells times.
    ///
    /// - Parameter times: in microseconds, ascending; above 0 of them.
    init(ascending times: [Double]) {
        func rank(_ share: Double) -> Int { max(1, Int((share * Double(times.count)).rounded(.up))) }
        queries = times.count
        median = times[rank(0.5) - 1]
        p99 = times[rank(0.99) - 1]
        p99Lower = times[Self.lowerRank(of: times.count) - 1]
    }

    /// Times calls one by one; nil where there is none to make.
    ///
    /// The first twentieth is made once before, untimed.
    ///
    /// - Parameters:
    ///   - rounds: the one with the least 99th percentile counts, so that what else the machine does for a moment does not; above 0.
    ///   - body: is called with each of the rows; what it returns is counted, so that nothing is left out.
    static func measure(_ rows: [Int32], rounds: Int = 1, _ body: (Int) -> Int) -> Latency? {
        guard !rows.isEmpty else { return nil }
        let clock = ContinuousClock()
        var sum = rows.prefix(max(1, rows.count / 20)).reduce(0) { $0 &+ body(Int($1)) }
        let found = (0..<rounds).map { _ in
            Latency(
                ascending: rows.map { row in
                    let start = clock.now
                    sum &+= body(Int(row))
                    return (clock.now - start) / .microseconds(1)
                }.sorted())
        }
        precondition(sum >= 0, "a count of neighbours is not negative")
        return found.min { $0.p99 < $1.p99 }
    }

    /// The greatest rank, from 1, whose time is above the 99th percentile with a probability of 2.5 % at most.
    ///
    /// It is where fewer than so many times lie within the percentile, of which there are binomially many. Source: H. A. David and
    /// H. N. Nagaraja, "Order Statistics" (2003), 7.1.
    ///
    /// - Complexity: O(count).
    static func lowerRank(of count: Int) -> Int {
        // The chance of none beyond the percentile underflows where there are many, which are as good as normal.
        if count > 50_000 {
            return Int((0.99 * Double(count) - 1.96 * (0.0099 * Double(count)).squareRoot()).rounded(.down))
        }
        var probability = 1.0
        for _ in 0..<count { probability *= 0.99 }
        var (rank, above) = (count, 1 - probability)
        while rank > 1 && above > 0.025 {
            let beyond = Double(count - rank + 1)
            probability *= (Double(count) - beyond + 1) / beyond * (0.01 / 0.99)
            above -= probability
            rank -= 1
        }
        return rank
    }
}
