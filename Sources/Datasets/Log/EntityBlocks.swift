internal import Features

/// The runs of rows that belong to one entity each, put into the ascending order of the entities.
struct EntityBlocks {
    /// The entities that have rows, ascending.
    let entities: [EntityKey]
    /// By entity, its first row in the new order; one element more than entities.
    let bounds: [Int]
    /// By entity, its rows in the old order.
    private let ranges: [Range<Int>]
    /// Whether the new order is the old one.
    private let isIdentity: Bool

    /// Finds the runs.
    ///
    /// - Parameters:
    ///   - codes: by row, the entity's code; equal ones are neighbours.
    ///   - keys: by code, the entity.
    /// - Complexity: O(rows + entities log entities).
    init(_ codes: [Int32], of keys: [EntityKey]) {
        var runs: [(code: Int32, rows: Range<Int>)] = []
        var start = 0
        for row in codes.indices where row + 1 == codes.count || codes[row + 1] != codes[row] {
            runs.append((code: codes[row], rows: start..<row + 1))
            start = row + 1
        }
        isIdentity = zip(runs, runs.dropFirst()).allSatisfy { keys[Int($0.code)] < keys[Int($1.code)] }
        if !isIdentity { runs.sort { keys[Int($0.code)] < keys[Int($1.code)] } }
        entities = runs.map { keys[Int($0.code)] }
        ranges = runs.map(\.rows)
        var bounds = [0]
        bounds.reserveCapacity(runs.count + 1)
        for range in ranges { bounds.append((bounds.last ?? 0) + range.count) }
        self.bounds = bounds
    }

    /// The values in the new order.
    ///
    /// - Complexity: O(rows), or O(1) where the order is the same.
    func gather<Value>(_ values: [Value]) -> [Value] {
        if isIdentity { return values }
        var gathered: [Value] = []
        gathered.reserveCapacity(values.count)
        for range in ranges { gathered.append(contentsOf: values[range]) }
        return gathered
    }
}
