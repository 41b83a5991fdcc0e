import Features

/// Keys whose events may have a part in each other's features: those that links tie together, directly or by others.
struct TiedKeys {
    private var groupOfKey: [EntityKey: Int] = [:]
    private var groups: [[EntityKey]] = []

    /// Ties two keys, and all that are tied to either.
    ///
    /// - Complexity: O(keys of the smaller group).
    mutating func tie(_ one: EntityKey, _ other: EntityKey) {
        var (larger, smaller) = (group(of: one), group(of: other))
        if larger == smaller { return }
        if groups[larger].count < groups[smaller].count { swap(&larger, &smaller) }
        for key in groups[smaller] { groupOfKey[key] = larger }
        groups[larger] += groups[smaller]
        groups[smaller] = []
    }

    /// The keys that are tied to one, itself among them, ascending.
    ///
    /// - Complexity: O(n log n) in the keys returned.
    func keys(tiedTo key: EntityKey) -> [EntityKey] { groupOfKey[key].map { groups[$0].sorted() } ?? [key] }

    /// All keys that are tied to any other, in no order.
    var keys: some Collection<EntityKey> { groupOfKey.keys }

    private mutating func group(of key: EntityKey) -> Int {
        if let known = groupOfKey[key] { return known }
        groupOfKey[key] = groups.count
        groups.append([key])
        return groups.count - 1
    }
}
