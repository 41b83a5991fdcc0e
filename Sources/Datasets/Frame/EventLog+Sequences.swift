public import Features

extension EventLog {
    /// What was known of entities at cutoffs to have happened, in the order of events.
    ///
    /// - Parameters:
    ///   - cases: entities with the cutoff each is asked at.
    ///   - identity: which links say that a key's events are another's; nil where each key is an entity of its own.
    ///   - attribute: the attribute whose value is a part of a token; nil for none.
    /// - Returns: a sequence a case, in their order.
    /// - Complexity: O(events of the entities), and O(rows x links) with an identity.
    public func sequences(
        of cases: [(entity: EntityKey, cutoff: Instant)], identity: IdentityDefinition?, attribute: String?
    ) -> [EventSequence] {
        let ownership = Ownership(table, identity)
        let columns = table.attributes.filter { $0.name == attribute }
        return cases.map { entity, cutoff in
            var sequence = EventSequence()
            for row in table.rows(of: ownership.keys(togetherWith: entity, at: cutoff))
            where table.isKnown(row, at: cutoff) {
                let value = columns.lazy.compactMap { $0.value(at: row)?.tokenValue }.first
                sequence.append(
                    EventToken(kind: table.kinds[Int(table.kind[row])], value: value),
                    at: table.occurredAt[row])
            }
            return sequence
        }
    }
}
