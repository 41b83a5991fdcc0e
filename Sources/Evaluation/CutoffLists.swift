/// Which cutoff each row was asked at, where a team works a list anew at each of them.
public struct CutoffLists: Equatable, Sendable {
    /// The cutoffs as people write them, ascending.
    public let names: [String]
    /// The number of each row's cutoff, (n_rows), in the order of `names`.
    public let numbers: [Int32]

    /// Numbers the cutoffs in the order of their names.
    ///
    /// - Parameter cutoffs: (n_rows), as `2024-03-01`.
    /// - Complexity: O(n_rows + n_cutoffs log n_cutoffs).
    public init(_ cutoffs: [String]) {
        names = Set(cutoffs).sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
        numbers = cutoffs.map { places[$0] ?? 0 }
    }

    /// The rows of each cutoff, in order.
    ///
    /// - Complexity: O(n_rows).
    func rowsByList() -> [[Int]] {
        var rows = [[Int]](repeating: [], count: names.count)
        for (row, list) in numbers.enumerated() { rows[Int(list)].append(row) }
        return rows
    }
}
