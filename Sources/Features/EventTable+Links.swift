extension EventTable {
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
    /// - Complexity: O(events of the entity), and O(rows) with a feature over others.
    public func entities(relatedTo entity: EntityKey, for features: FeatureSet) -> Set<EntityKey> {
        let own = rows(of: entity)
        var related: Set<EntityKey> = []
        for link in features.links {
            guard let column = attributes.first(where: { $0.name == link && $0.values.isLink }),
                case .links(let links, let dictionary) = column.values
            else { continue }
            let targets = Set(own.map { links[$0] }).subtracting([-1])
            related.formUnion(targets.map { dictionary[Int($0)] })
            if features.features.contains(where: {
                $0.definition.via == link && $0.definition.over == .others
            }) {
                related.formUnion(companions(of: entity, sharing: targets, in: links))
            }
        }
        related.remove(entity)
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
