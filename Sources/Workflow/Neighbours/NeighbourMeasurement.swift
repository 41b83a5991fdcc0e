import Evaluation
import Learning
import LinearAlgebra

/// How good and how fast a search is, on some queries.
public struct NeighbourMeasurement: Codable, Equatable, Sendable {
    /// Queries that were looked at.
    public var queries: Int
    /// The share of the exact search's neighbours that the index finds; nil without an index, or where there is none.
    public var recall: Double?
    /// The lower end of Wilson's interval.
    public var lower: Double?
    /// The upper end of Wilson's interval.
    public var upper: Double?
    /// How the interval was computed; nil without an index.
    public var method: String?
    /// Of the exact search.
    public var exact: Latency?
    /// Of the index.
    public var index: Latency?

    /// Measures a search.
    ///
    /// - Parameters:
    ///   - asked: rows of the queries with a vector.
    ///   - probes: of the index; nil measures the exact search alone.
    ///   - isOwn: whether the queries are the rows themselves, which then are not their own neighbours.
    ///   - rounds: of the index's latency, of which the quietest counts; above 0.
    init(
        _ lists: NeighbourLists, queries: DesignMatrix, _ asked: [Int32], neighbours: Int, probes: Int?,
        isOwn: Bool, rounds: Int = 1, concurrency: Int
    ) {
        let count = neighbours + (isOwn ? 1 : 0)
        self.queries = asked.count
        exact = Latency.measure(asked) { lists.rows.nearest(count, to: queries, row: $0).count }
        guard let probes else { return }
        index = Latency.measure(asked, rounds: rounds) {
            lists.nearest(count, to: queries, row: $0, probes: probes).count
        }
        func own(_ found: [[Neighbour]]) -> [[Neighbour]] {
            isOwn ? zip(found, asked).map { $0.others(than: $1, at: neighbours) } : found
        }
        let truth = own(lists.rows.nearest(count, to: queries, asked, concurrency: concurrency))
        let found = own(
            lists.nearest(count, to: queries, asked, probes: probes, concurrency: concurrency))
        let estimate = NeighbourRecall.estimate(
            found: zip(truth, found).map { truth, found in
                let rows = Set(found.map(\.row))
                return truth.count { rows.contains($0.row) }
            }, of: truth.map(\.count))
        (recall, lower, upper) = (estimate.value, estimate.lower, estimate.upper)
        method = estimate.method
    }
}
