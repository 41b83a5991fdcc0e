/// Which events features read, and which of their attributes: what a client has to send for a value to count.
public struct EventSchema: Equatable, Sendable {
    /// An attribute that is read.
    public struct Attribute: Equatable, Sendable {
        /// Its name.
        public let name: String
        /// What its values may be to count with every feature that reads it; empty where these do not agree.
        let takenByAll: Set<AttributeType>
        /// What its values may be to count with some feature that reads it.
        let takenBySome: Set<AttributeType>

        /// What its values may be to count with every feature that reads them; with any of them, where they do not agree.
        public var types: Set<AttributeType> { takenByAll.isEmpty ? takenBySome : takenByAll }
    }

    /// An attribute of an event with a value that not every feature takes.
    public struct Misfit: Equatable, Sendable {
        /// The attribute's name.
        public let name: String
        /// What its values may be; as an attribute's `types`.
        public let types: Set<AttributeType>
        /// Whether the value counts with some feature.
        public let isTakenBySome: Bool
    }

    /// By kind of events, the attributes that are read of them, ascending by name.
    public let attributes: [String: [Attribute]]
    /// The attributes that are read of events of every kind, ascending by name.
    public let anywhere: [Attribute]
    /// Whether events of every kind count, whatever they carry.
    public let readsEveryKind: Bool

    /// Whether an event can bear on a feature, by its kind and the attributes it carries.
    ///
    /// - Complexity: O(attributes that are read of every kind).
    public func reads(_ event: Event) -> Bool {
        readsEveryKind || attributes[event.kind] != nil
            || anywhere.contains { event.attributes[$0.name] != nil }
    }

    /// The attributes of an event that are read and hold what not every feature can take, each once: those of its kind, then
    /// the others.
    ///
    /// - Complexity: O(attributes that are read of its kind x attributes that are read of every kind).
    public func misfits(of event: Event) -> [Misfit] {
        let ofKind = attributes[event.kind] ?? []
        return ofKind.compactMap { attribute in
            let other = anywhere.first { $0.name == attribute.name }
            return misfit(of: event, other.map(attribute.joined) ?? attribute)
        }
            + anywhere.compactMap { attribute in
                ofKind.contains { $0.name == attribute.name } ? nil : misfit(of: event, attribute)
            }
    }

    private func misfit(of event: Event, _ attribute: Attribute) -> Misfit? {
        guard let type = event.attributes[attribute.name]?.type, !attribute.types.contains(type) else {
            return nil
        }
        return Misfit(
            name: attribute.name, types: attribute.types,
            isTakenBySome: attribute.takenBySome.contains(type))
    }
}

extension EventSchema.Attribute {
    /// As both sets of features read it.
    fileprivate func joined(_ other: EventSchema.Attribute) -> EventSchema.Attribute {
        EventSchema.Attribute(
            name: name, takenByAll: takenByAll.intersection(other.takenByAll),
            takenBySome: takenBySome.union(other.takenBySome))
    }
}
