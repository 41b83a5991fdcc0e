extension FeatureEngine {
    /// Numbers the events of slots in the order of events, so that those of several entities can be put in order.
    ///
    /// - Complexity: O(n log n).
    mutating func rankEvents(ofSlots slots: Range<Int>, of table: EventTable) {
        var places: [Int] = []
        for slot in slots where rowSlots[slot] >= 0 {
            places += table.rows(ofEntityAt: rowSlots[slot])
        }
        var rankOfRow: [Int: Int32] = [:]
        for (rank, row) in table.inOrder(places).enumerated() { rankOfRow[row] = Int32(rank) }
        for slot in slots where rowSlots[slot] >= 0 {
            let first = table.bounds[rowSlots[slot]]
            for stream in plan.streams.indices where plan.streams[stream].servesLinks {
                let place = slot * plan.streams.count + stream
                for index in 0..<series[place].count {
                    series[place].event[index] = rankOfRow[first + Int(series[place].event[index])] ?? 0
                }
            }
        }
    }
}
