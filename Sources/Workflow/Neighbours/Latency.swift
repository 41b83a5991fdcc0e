/// How long single queries took, one after the other on one thread.
public struct Latency: Codable, Equatable, Sendable {
    /// Queries that were timed.
    public var queries: Int
    /// Half of them took at most so many microseconds.
    public var median: Double
    /// 99 in 100 of them took at most so many microseconds.
    public var p99: Double

    /// Times calls one by one; nil where there is none to make.
    ///
    /// The first twentieth is made once before, untimed.
    ///
    /// - Parameter body: is called with each of the rows; what it returns is counted, so that nothing is left out.
    static func measure(_ rows: [Int32], _ body: (Int) -> Int) -> Latency? {
        guard !rows.isEmpty else { return nil }
        let clock = ContinuousClock()
        var sum = rows.prefix(max(1, rows.count / 20)).reduce(0) { $0 &+ body(Int($1)) }
        let times = rows.map { row in
            let start = clock.now
            sum &+= body(Int(row))
            return (clock.now - start) / .microseconds(1)
        }.sorted()
        precondition(sum >= 0, "a count of neighbours is not negative")
        func quantile(_ share: Double) -> Double {
            times[max(0, Int((share * Double(times.count)).rounded(.up)) - 1)]
        }
        return Latency(queries: rows.count, median: quantile(0.5), p99: quantile(0.99))
    }
}
