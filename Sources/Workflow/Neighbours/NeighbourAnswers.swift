public import Datasets
public import LinearAlgebra
import Storage

/// The neighbours of queries.
public struct NeighbourAnswers: Equatable, Sendable {
    /// Nearest first, none for a query without a vector; shape (queries, up to `count`).
    public let neighbours: [[Neighbour]]
    /// How many were asked for.
    public let count: Int
    /// How near they are.
    public let measure: NeighbourMeasure

    /// Queries without a vector.
    public var withoutVector: Int { neighbours.count { $0.isEmpty } }

    /// The bytes of a `.npy` file of the rows' places from 0, as arrays are asked for them, -1 where there is none; shape (queries, count).
    public var rowsNumPy: [UInt8] {
        NumberFile.numPy(
            neighbours.flatMap { own in (0..<count).map { $0 < own.count ? own[$0].row : -1 } },
            columns: count)
    }

    /// The bytes of a `.npy` file of the cosines or distances, NaN where there is none; shape (queries, count).
    public var valuesNumPy: [UInt8] {
        NumberFile.numPy(
            neighbours.flatMap { own in (0..<count).map { $0 < own.count ? own[$0].value : .nan } },
            columns: count)
    }

    /// A row a neighbour: the query's number, its rank and the row's number, each from 1, and the similarity or the distance.
    public var table: ColumnTable {
        var (queries, ranks, rows, values): ([Int64], [Int64], [Int64], [Double]) = ([], [], [], [])
        for (query, own) in neighbours.enumerated() {
            for (place, neighbour) in own.enumerated() {
                queries.append(Int64(query + 1))
                ranks.append(Int64(place + 1))
                rows.append(Int64(neighbour.row) + 1)
                values.append(neighbour.value)
            }
        }
        return ColumnTable(
            names: ["query", "rank", "row", measure == .cosine ? "similarity" : "distance"],
            columns: [.integers(queries), .integers(ranks), .integers(rows), .numbers(values)])
    }
}
