extension EventTable {
    /// The entity that a link of an entity leads to at a cutoff: that of the last event that carries it, in the order of
    /// events, among those that happened and were recorded before; as for features, labels and slices alike.
    ///
    /// - Complexity: O(log entities + events of the entity).
    public func link(_ name: String, of entity: EntityKey, at cutoff: Instant) -> EntityKey? {
        link(name, in: rows(of: entity), at: cutoff)
    }

    /// The same over the events of some keys that are one entity.
    ///
    /// - Parameter keys: ascending, without repetition.
    /// - Complexity: O(n log n) in the events of the keys.
    public func link(_ name: String, of keys: [EntityKey], at cutoff: Instant) -> EntityKey? {
        link(name, in: rows(of: keys), at: cutoff)
    }

    private func link(
        _ name: String, in rows: some BidirectionalCollection<Int>, at cutoff: Instant
    ) -> EntityKey? {
        guard let (codes, dictionary) = links(name) else { return nil }
        return rows.last { codes[$0] >= 0 && isKnown($0, at: cutoff) }.map { dictionary[Int(codes[$0])] }
    }

    /// By entity, whose events ever linked to it, ascending: an account's leads, say.
    ///
    /// - Complexity: O(events + links log links).
    public func linked(by name: String) -> [EntityKey: [EntityKey]] {
        guard let (codes, dictionary) = links(name) else { return [:] }
        var found: [EntityKey: [EntityKey]] = [:]
        for entity in entities.indices {
            for target in Set(rows(ofEntityAt: entity).map { codes[$0] }) where target >= 0 {
                found[dictionary[Int(target)], default: []].append(entities[entity])
            }
        }
        return found
    }

    /// The column of a link by rows, -1 for none, and what its codes stand for.
    func links(_ name: String) -> (codes: [Int32], dictionary: [EntityKey])? {
        for attribute in attributes where attribute.name == name {
            if case .links(let codes, let dictionary) = attribute.values { return (codes, dictionary) }
        }
        return nil
    }

    /// The events that a fold of the features must be given for an entity: its own and those of the related ones.
    ///
    /// - Complexity: that of `entities(relatedTo:for:)` and O(events returned).
    public func events(of entity: EntityKey, for features: FeatureSet) -> [Event] {
        let related = entities(relatedTo: entity, for: features)
        return ([entity] + related.sorted()).flatMap { events(of: $0) }
    }

    /// The entities whose events features of an entity may look at, beside its own: those it was ever linked to by a
    /// link that some feature goes by, and the others that were ever linked there too, where some feature is over them.
    ///
    /// Where keys may belong to others, all keys that are ever tied to these, and to the entity, are among them.
    /// - Complexity: O(events of the entity), and O(rows) with a feature over others or an identity.
    public func entities(relatedTo entity: EntityKey, for features: FeatureSet) -> Set<EntityKey> {
        entities(relatedTo: [entity], for: features).subtracting([entity])
    }

    /// Some entities and those whose events their features may look at.
    ///
    /// - Complexity: that of `entities(relatedTo:for:)` for each, but an identity is looked up once.
    public func entities(relatedTo entities: [EntityKey], for features: FeatureSet) -> Set<EntityKey> {
        if let kin = Kin(features, self) { return Set(entities.flatMap(kin.keys(relatedTo:))) }
        return entities.reduce(into: Set(entities)) { $0.formUnion(companions(of: $1, for: features)) }
    }

    private func companions(of entity: EntityKey, for features: FeatureSet) -> Set<EntityKey> {
        let own = rows(of: entity)
        var related: Set<EntityKey> = []
        for link in features.links {
            guard let (links, dictionary) = links(link) else { continue }
            let targets = Set(own.map { links[$0] }).subtracting([-1])
            related.formUnion(targets.map { dictionary[Int($0)] })
            if features.features.contains(where: {
                $0.definition.via == link && $0.definition.over == .others
            }) {
                related.formUnion(companions(of: entity, sharing: targets, in: links))
            }
        }
        return related
    }

    /// The other entities of the same namespace that ever had one of some links.
    private func companions(
        of entity: EntityKey, sharing targets: Set<Int32>, in links: [Int32]
    ) -> [EntityKey] {
        entities.indices.filter { index in
            entities[index].namespace == entity.namespace
                && rows(ofEntityAt: index).contains { targets.contains(links[$0]) }
        }.map { entities[$0] }
    }
}
