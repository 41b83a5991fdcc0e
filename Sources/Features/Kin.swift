/// Whose events may have a part in an entity's features, at whatever time, where keys may belong to others.
struct Kin: Sendable {
    let map: KeyMap
    private let table: EventTable
    private let links: [Link]

    /// A link that some feature goes by.
    private struct Link: Sendable {
        var codes: [Int32]
        var dictionary: [EntityKey]
        /// By whom it leads to, whose events ever carried it; nil where no feature is over others.
        var sharers: [EntityKey: [EntityKey]]?
    }

    /// Looks a table through; nil where the features go by no identity.
    ///
    /// - Complexity: O(rows x links).
    init?(_ features: FeatureSet, _ table: EventTable) {
        guard let identity = features.identity else { return nil }
        map = KeyMap(identity, table)
        self.table = table
        links = features.links.compactMap { name in
            guard let (codes, dictionary) = table.links(name) else { return nil }
            let isShared = features.features.contains {
                $0.definition.via == name && $0.definition.over == .others
            }
            return Link(
                codes: codes, dictionary: dictionary, sharers: isShared ? table.linked(by: name) : nil)
        }
    }

    /// The keys whose events an entity's features may look at, itself among them, ascending.
    ///
    /// - Complexity: O(events of the keys ever tied to it + n log n) in the keys found.
    func keys(relatedTo entity: EntityKey) -> [EntityKey] {
        let own = map.keys(tiedTo: entity)
        if links.isEmpty { return own }
        var found = Set(own)
        for link in links {
            var targets: Set<EntityKey> = []
            for row in own.flatMap(table.rows(of:)) where link.codes[row] >= 0 {
                targets.formUnion(map.keys(tiedTo: link.dictionary[Int(link.codes[row])]))
            }
            found.formUnion(targets)
            guard let sharers = link.sharers else { continue }
            for target in targets {
                for sharer in sharers[target] ?? [] { found.formUnion(map.keys(tiedTo: sharer)) }
            }
        }
        return found.sorted()
    }
}
