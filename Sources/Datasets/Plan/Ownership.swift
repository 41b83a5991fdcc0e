internal import Features

/// Whose events are whose in a log, as known at a time: each key has its own, unless an identity says otherwise.
struct Ownership {
    let table: EventTable
    /// nil where every key is an entity of its own.
    let map: KeyMap?

    /// - Complexity: O(rows x links) with an identity, else O(1).
    init(_ table: EventTable, _ identity: IdentityDefinition?) {
        self.table = table
        map = identity.map { KeyMap($0, table) }
    }

    /// Whether a key is an entity at all times, with no events but its own.
    func isPlain(_ key: EntityKey) -> Bool { map?.isAlone(key) ?? true }

    /// Whether a key is an entity at a time, and belongs to no other.
    func isEntity(_ key: EntityKey, at time: Instant) -> Bool { owner(of: key, at: time) == key }

    /// Whom a key belongs to at a time.
    func owner(of key: EntityKey, at time: Instant) -> EntityKey { map?.owner(of: key, at: time) ?? key }

    /// The keys that belong at a time to whom one belongs to, ascending.
    func keys(togetherWith key: EntityKey, at time: Instant) -> [EntityKey] {
        guard let map, !isPlain(key) else { return [key] }
        return map.keys(of: map.owner(of: key, at: time), at: time)
    }

    /// The entity that a link of an entity leads to at a cutoff, as `EventTable.link(_:of:at:)` over all of its keys.
    func link(_ name: String, of entity: EntityKey, at cutoff: Instant) -> EntityKey? {
        guard map != nil else { return table.link(name, of: entity, at: cutoff) }
        return table.link(name, of: keys(togetherWith: entity, at: cutoff), at: cutoff).map {
            owner(of: $0, at: cutoff)
        }
    }

    /// The keys of a namespace that may be entities: those with events, and those that others ever belong to, ascending.
    ///
    /// - Complexity: O(n log n) in the keys of the map, and O(entities).
    func entities(in namespace: String) -> [EntityKey] {
        let own = table.entities.filter { $0.namespace == namespace }
        guard let map else { return own }
        return Set(own).union(map.tiedKeys.filter { $0.namespace == namespace }).sorted()
    }
}
