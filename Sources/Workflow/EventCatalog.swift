import Datasets

/// What the sources' contracts say of events: their attributes with the fields behind them, and their channels.
struct EventCatalog {
    let events: [Entry]

    typealias Entry = (source: String, definition: EventDefinition, contract: SourceContract)

    /// Takes every contract that rows are read by, also those that single files keep from earlier.
    init(_ sources: [String: SourceDefinition]) {
        events = sources.sorted { $0.key < $1.key }.flatMap { name, source in
            source.parts.flatMap { part in
                part.events.map { (source: name, definition: $0, contract: part.contract) }
            }
        }
    }

    /// An event of the kinds, in words without an article.
    static func words(_ kinds: [String]) -> String {
        kinds.isEmpty ? "event" : "event of kind " + kinds.map { "'\($0)'" }.joined(separator: " or ")
    }

    private func events(of kinds: [String]) -> [Entry] {
        events.filter { kinds.isEmpty || kinds.contains($0.definition.kind) }
    }

    /// The fields behind an attribute; none where no event of the kinds has it.
    ///
    /// No kinds stand for all.
    func fields(of attribute: String, kinds: [String]) -> [FieldDefinition] {
        events(of: kinds).compactMap { event in
            event.definition.attributeFields[attribute].flatMap { event.contract.fields[$0] }
        }
    }

    /// Whether an attribute is personal in some event of the kinds.
    func isPersonal(_ attribute: String, kinds: [String]) -> Bool {
        events(of: kinds).contains { event in
            event.definition.attributeFields[attribute].map {
                event.contract.isPersonal($0, in: event.definition)
            } ?? false
        }
    }

    /// The attributes of events of the kinds, in order.
    func attributes(of kinds: [String]) -> [String] {
        Set(events(of: kinds).flatMap(\.definition.attributeFields.keys)).sorted()
    }

    /// The channels that events of the kinds come through, in order.
    func channels(of kinds: [String]) -> [String] {
        Set(events(of: kinds).compactMap(\.definition.channel)).sorted()
    }

    /// Everything that a contract calls by a name: fields, attributes and kinds of events.
    var names: Set<String> {
        events.reduce(into: []) { names, event in
            names.insert(event.definition.kind)
            names.formUnion(event.definition.attributeFields.keys)
            names.formUnion(event.contract.fields.keys)
        }
    }
}
