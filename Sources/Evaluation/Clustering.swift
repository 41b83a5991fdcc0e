/// Which rows belong to one entity or account, and are therefore not independent of each other.
public struct Clustering: Equatable, Sendable {
    /// What the rows are grouped by, such as `id` or the name of a column of accounts.
    public let name: String
    /// The number of each row's cluster, (n_rows), in `0..<count`.
    public let numbers: [Int32]
    /// The number of clusters.
    public let count: Int

    /// Numbers the clusters by their keys.
    ///
    /// Keys are numbered in their own order, so that the order of rows cannot change a bit of what follows.
    /// - Parameters:
    ///   - name: what the rows are grouped by.
    ///   - keys: (n_rows); rows of equal keys are one cluster.
    /// - Complexity: O(n_rows + n_clusters log n_clusters).
    public init<Key: Hashable & Comparable>(name: String, keys: [Key]) {
        var placeOfKey: [Key: Int32] = [:]
        var distinct: [Key] = []
        let places = keys.map { key -> Int32 in
            if let place = placeOfKey[key] { return place }
            let place = Int32(distinct.count)
            placeOfKey[key] = place
            distinct.append(key)
            return place
        }
        var numberOfPlace = [Int32](repeating: 0, count: distinct.count)
        let order = distinct.indices.sorted { distinct[$0] < distinct[$1] }
        for (number, place) in order.enumerated() { numberOfPlace[place] = Int32(number) }
        self.name = name
        numbers = places.map { numberOfPlace[Int($0)] }
        count = distinct.count
    }

    private init(name: String, numbers: [Int32], count: Int) {
        self.name = name
        self.numbers = numbers
        self.count = count
    }

    /// Whether some cluster has more than one row.
    var joinsRows: Bool { count < numbers.count }

    /// The clusters of some of the rows, numbered anew in the same order.
    func subset(_ rows: [Int]) -> Clustering {
        var isPresent = [Bool](repeating: false, count: count)
        for row in rows { isPresent[Int(numbers[row])] = true }
        var next: Int32 = 0
        let renumbered = isPresent.map { isPresent -> Int32 in
            defer { if isPresent { next += 1 } }
            return next
        }
        return Clustering(
            name: name, numbers: rows.map { renumbered[Int(numbers[$0])] }, count: Int(next))
    }
}
