import Learning
import LinearAlgebra
import Models

/// Some leads on a plane: the two principal components of their standardized columns.
public struct PersonaMap: Codable, Equatable, Sendable {
    /// The share of the variance that each of the two directions has.
    public var explained: [Double]
    /// The places of the leads, to a thousandth.
    public var points: [Point]
    /// The places of the centres.
    public var centres: [Point]

    /// A place on the plane.
    public struct Point: Codable, Equatable, Sendable {
        /// Along the first direction.
        public var x: Double
        /// Along the second.
        public var y: Double
        /// The cluster's place in the list.
        public var cluster: Int
    }

    /// Leads that are shown, at most.
    static let limit = 1_000

    /// Projects rows; without places where they do not span a plane.
    ///
    /// - Parameters:
    ///   - rows: standardized; shape (rows, columns).
    ///   - centres: shape (clusters, columns).
    init(rows: [[Double]], clusters: [Int], centres: [[Double]], seed: UInt64) {
        (explained, points, self.centres) = ([], [], [])
        let columns = centres.first?.count ?? 0
        // Every so many, so that all times are among them.
        let step = max(1, (rows.count + Self.limit - 1) / Self.limit)
        let shown = stride(from: 0, to: rows.count, by: step).map { $0 }
        guard columns > 1, shown.count > 2,
            let fit = try? Decomposition(.init(rank: 2, isCentred: true, seed: seed), concurrency: 1).fit(
                .double(
                    Matrix(rows: shown.count, columns: columns, elements: shown.flatMap { rows[$0] })))
        else { return }
        func place(_ row: [Double], _ cluster: Int) -> Point {
            var scores = [0.0, 0.0]
            var span = scores.mutableSpan
            fit.model.project(row.span, into: &span)
            func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
            return Point(x: rounded(scores[0]), y: rounded(scores[1]), cluster: cluster)
        }
        guard fit.model.components.count == 2 else { return }
        explained = fit.explained
        points = shown.map { place(rows[$0], clusters[$0]) }
        self.centres = centres.enumerated().map { place($0.element, $0.offset) }
    }
}
