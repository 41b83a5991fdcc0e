internal import Features
internal import Storage

/// Reads a relation of stored events into columns.
struct EventTableReader {
    let database: Database
    /// By code, the entity.
    let entities: [EntityKey]
    /// The attributes to read.
    let attributes: [LogAttribute]
    /// The words that the relation's ordered types are made of.
    let names: LogNames

    /// Reads the relation, whose rows come by the entities' codes, then in the order of events (ties may be in any).
    ///
    /// - Parameters:
    ///   - relation: has the columns of `StagedEvents`, kind, channel and source of their ordered types.
    ///   - identities: has the personal attributes and the ids of the same rows in the same order; nil if `relation` has
    ///     them itself.
    ///   - hasIDs: whether to read the column `event`, too.
    /// - Returns: the table by ascending entities.
    /// - Complexity: O(rows x attributes) and O(entities log entities); no row is an allocation.
    func read(
        from relation: String, identities: String? = nil, hasIDs: Bool = false
    ) throws(DatasetError) -> EventTable {
        let codes = ["kind", "channel", "source"].map { "CAST(enum_code(\($0)) AS USMALLINT)" }
        var read = try columns(
            ["entity", "occurred", "recorded"] + codes
                + attributes.filter { identities == nil || !$0.isPersonal }.map(\.column.sqlIdentifier)
                + (hasIDs && identities == nil ? ["event"] : []), of: relation)
        guard case .codes(let entity) = read[0], case .integers(let occurred) = read[1],
            case .integers(let recorded) = read[2], case .names(let kind) = read[3],
            case .names(let channel) = read[4], case .names(let source) = read[5]
        else {
            throw .database(
                what: "stored events have columns of other types", remedy: "import again with --fresh")
        }
        read.removeFirst(6)
        if let identities {
            let own = attributes.filter(\.isPersonal).map(\.column.sqlIdentifier) + (hasIDs ? ["event"] : [])
            var personal = own.isEmpty ? [] : try columns(own, of: identities)
            for (place, attribute) in attributes.enumerated() where attribute.isPersonal {
                read.insert(personal.removeFirst(), at: place)
            }
            read += personal
        }
        let blocks = EntityBlocks(entity, of: entities)
        var values: [AttributeColumn] = []
        for (attribute, column) in zip(attributes, read) {
            values.append(
                AttributeColumn(
                    name: attribute.name, values: try self.values(column, attribute, blocks)))
        }
        var ids: [String]?
        if hasIDs, case .texts(let codes, let dictionary)? = read.last {
            ids = blocks.gather(codes).map { $0 < 0 ? "" : dictionary[Int($0)] }
        }
        let table = EventTable(
            entities: blocks.entities, bounds: blocks.bounds, occurredAt: blocks.gather(occurred),
            recordedAt: blocks.gather(recorded), kind: blocks.gather(kind), kinds: names.kinds,
            channel: blocks.gather(channel), channels: names.channels, source: blocks.gather(source),
            sources: names.sources, ids: ids, attributes: values)
        return hasIDs ? EventNaming.named(table) : table
    }

    private func columns(_ names: [String], of relation: String) throws(DatasetError) -> [DenseColumn] {
        try database.readColumns("SELECT \(names.joined(separator: ", ")) FROM \(relation)")
    }

    private func values(
        _ column: DenseColumn, _ attribute: LogAttribute, _ blocks: EntityBlocks
    ) throws(DatasetError) -> AttributeColumn.Values {
        switch (attribute.type, column) {
        case (.number, .numbers(let values)): return .numbers(blocks.gather(values))
        case (.flag, .flags(let values)): return .flags(blocks.gather(values))
        case (.link, .codes(let codes)): return .links(blocks.gather(codes), dictionary: entities)
        case (.text, .texts(let codes, let dictionary)):
            return .texts(blocks.gather(codes), dictionary: dictionary)
        default:
            throw .database(
                what: "the stored attribute \(attribute.name) has another type",
                remedy: "import again with --fresh")
        }
    }
}
