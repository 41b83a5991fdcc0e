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
        guard case .names(let kind) = read[3], case .names(let channel) = read[4],
            case .names(let source) = read[5]
        else { throw Self.otherTypes }
        let (entity, occurred, recorded) = (read[0], read[1], read[2])
        read.removeFirst(6)
        if let identities {
            let own = attributes.filter(\.isPersonal).map(\.column.sqlIdentifier) + (hasIDs ? ["event"] : [])
            var personal = own.isEmpty ? [] : try columns(own, of: identities)
            for (place, attribute) in attributes.enumerated() where attribute.isPersonal {
                read.insert(personal.removeFirst(), at: place)
            }
            read += personal
        }
        let table = try table(
            entity: entity, occurred: occurred, recorded: recorded, kind: kind, channel: channel,
            channels: names.channels, source: source, attributes: read)
        return hasIDs ? EventNaming.named(table) : table
    }

    /// Puts columns together whose rows come as in `read(from:)`, by ascending entities.
    ///
    /// - Parameters:
    ///   - channel: indices into `channels`.
    ///   - values: a column each of the attributes, then, if there is one more, the ids.
    /// - Throws: `DatasetError.database` for columns of other types.
    /// - Complexity: O(rows x attributes) and O(entities log entities).
    func table(
        entity: DenseColumn, occurred: DenseColumn, recorded: DenseColumn, kind: [UInt16],
        channel: [UInt16], channels: [String], source: [UInt16], attributes values: [DenseColumn]
    ) throws(DatasetError) -> EventTable {
        guard case .codes(let entity) = entity, case .integers(let occurred) = occurred,
            case .integers(let recorded) = recorded
        else { throw Self.otherTypes }
        let blocks = EntityBlocks(entity, of: entities)
        var columns: [AttributeColumn] = []
        for (attribute, column) in zip(attributes, values) {
            columns.append(
                AttributeColumn(
                    name: attribute.name, values: try self.values(column, attribute, blocks)))
        }
        var ids: [String]?
        if values.count > attributes.count, case .texts(let codes, let dictionary)? = values.last {
            ids = blocks.gather(codes).map { $0 < 0 ? "" : dictionary[Int($0)] }
        }
        return EventTable(
            entities: blocks.entities, bounds: blocks.bounds, occurredAt: blocks.gather(occurred),
            recordedAt: blocks.gather(recorded), kind: blocks.gather(kind), kinds: names.kinds,
            channel: blocks.gather(channel), channels: channels, source: blocks.gather(source),
            sources: names.sources, ids: ids, attributes: columns)
    }

    static var otherTypes: DatasetError {
        .database(what: "stored events have columns of other types", remedy: DatasetError.importAgain)
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
                remedy: DatasetError.importAgain)
        }
    }
}
