extension FeatureEngine {
    /// Forgets everything and takes the events of an entity whose keys belong to whom they are said to.
    ///
    /// - Parameters:
    ///   - events: in the order of events.
    ///   - owners: whom keys belong to; a key that is not there belongs to itself.
    /// - Complexity: O(events x groups).
    mutating func fold(_ events: [Event], of entity: EntityKey, owners: [EntityKey: EntityKey]) {
        reset(entity: entity, owners: owners)
        for (index, event) in events.enumerated() { place(event, index: index) }
    }

    /// Writes the values of all features of an entity at cutoffs, with the events of some keys that may belong to it or
    /// to those it is linked to.
    ///
    /// The events are folded anew whenever a link became known since the cutoff before.
    /// - Parameters: the entity; the keys ever related to it; the table and the map of its keys; the cutoffs,
    ///   ascending; the block, and the index of the first of its rows that are the entity's.
    /// - Complexity: O(changes of the keys x events x groups), and the values as in `values(at:)`.
    mutating func write(
        _ entity: EntityKey, keys: [EntityKey], of table: EventTable, map: KeyMap, _ cutoffs: Span<Int64>,
        into block: inout FeatureBlock, at row: Int
    ) {
        let events = table.rows(of: keys).map(table.event(at:))
        let changes = map.changes(of: keys)
        var present: Int?
        for index in 0..<cutoffs.count {
            let known = changes.count { $0 < cutoffs[index] }
            if known != present {
                present = known
                fold(events, of: entity, owners: map.owners(of: keys, at: cutoffs[index]))
            }
            for feature in plan.outputs.indices {
                write(feature, at: cutoffs[index], into: &block, row: row + index)
            }
        }
    }
}
