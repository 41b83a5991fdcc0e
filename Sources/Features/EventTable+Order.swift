extension EventTable {
    /// The rows of some keys in the order of events, in which keys decide where times tie.
    ///
    /// - Parameter keys: ascending, without repetition.
    /// - Complexity: O(n log n) in the rows.
    public func rows(of keys: [EntityKey]) -> [Int] {
        let all = keys.flatMap(rows(of:))
        return keys.count < 2 ? all : inOrder(all)
    }

    /// Rows of several keys in the order of events: the rows are sorted by keys, and in a key's order.
    ///
    /// - Complexity: O(n log n).
    func inOrder(_ rows: [Int]) -> [Int] {
        rows.sorted { (occurredAt[$0], recordedAt[$0], $0) < (occurredAt[$1], recordedAt[$1], $1) }
    }
}
