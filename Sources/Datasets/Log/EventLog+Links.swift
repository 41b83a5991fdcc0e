public import Features

extension EventLog {
    /// The entity that an attribute of this name linked an entity to last, among events recorded before a time.
    ///
    /// - Parameter cutoff: nil for any time.
    /// - Complexity: O(events of the entity).
    public func link(_ attribute: String, of entity: EntityKey, before cutoff: Instant? = nil) -> EntityKey? {
        var latest: EntityKey?
        for event in events(of: entity) {
            if let cutoff, event.recordedAt >= cutoff { break }
            if case .link(let key)? = event.attributes[attribute] { latest = key }
        }
        return latest
    }

    /// The entities whose events link to each entity, in ascending order: an account's leads, say.
    ///
    /// - Complexity: O(events).
    public func reverseLinks(_ attribute: String) -> [EntityKey: [EntityKey]] {
        var found: [EntityKey: Set<EntityKey>] = [:]
        for event in events {
            if case .link(let key)? = event.attributes[attribute] {
                found[key, default: []].insert(event.subject)
            }
        }
        return found.mapValues { $0.sorted() }
    }
}
