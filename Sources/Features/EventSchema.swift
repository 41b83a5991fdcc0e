/// Which events features read, and which of their attributes: what a client has to send for a value to count.
public struct EventSchema: Equatable, Sendable {
    /// An attribute that is read.
    public struct Attribute: Equatable, Sendable {
        /// Its name.
        public let name: String
        /// What its values may be to count with every feature that reads them; with any of them, where they do not agree.
        public let types: Set<AttributeType>
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

    /// The attributes of an event that are read and hold what features cannot take.
    ///
    /// - Complexity: O(attributes that are read of it).
    public func misfits(of event: Event) -> [Attribute] {
        ((attributes[event.kind] ?? []) + anywhere).filter { attribute in
            event.attributes[attribute.name].map { !attribute.types.contains($0.type) } ?? false
        }
    }
}
