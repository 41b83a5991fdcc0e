internal import Features

/// Who belongs together: entities with a group in common, whenever they had it, and everybody they are joined to by
/// others.
///
/// An entity that changes its account joins both accounts, for it would be in two slices otherwise.
struct CaseGroups {
    private var parents: [EntityKey: EntityKey] = [:]

    /// Puts an entity into a group; nil leaves it alone.
    mutating func join(_ entity: EntityKey, _ group: EntityKey?) {
        let one = root(of: entity)
        guard let group else { return }
        let other = root(of: group)
        // The smaller key names the group, so that the order of joining does not matter.
        if one < other { parents[other] = one } else if other < one { parents[one] = other }
    }

    /// The name of the group an entity is in.
    ///
    /// - Complexity: O(1) amortized, nearly.
    mutating func name(of entity: EntityKey) -> EntityKey { root(of: entity) }

    private mutating func root(of key: EntityKey) -> EntityKey {
        var root = key
        while let parent = parents[root], parent != root { root = parent }
        var place = key
        while place != root {
            let next = parents[place] ?? root
            parents[place] = root
            place = next
        }
        if parents[root] == nil { parents[root] = root }
        return root
    }
}
