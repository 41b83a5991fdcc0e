internal import Arithmetic

extension EventTable {
    /// The table of some events in any order; one that is given twice is there once, if it has an id.
    ///
    /// - Parameter attributes: the names of those that get columns; nil for all. All of them tell events apart and order them.
    /// - Precondition: at most 65,536 different kinds, channels and sources each.
    /// - Complexity: O(n log n) and O(rows x attributes).
    public init(_ events: [Event], attributes: Set<String>? = nil) {
        var ranks: [EntityKey: Int] = [:]
        for event in events { ranks[event.subject] = 0 }
        let entities = ranks.keys.sorted()
        for (rank, entity) in entities.enumerated() { ranks[entity] = rank }
        var groups = [[Int]](repeating: [], count: entities.count)
        for (index, event) in events.enumerated() { groups[ranks[event.subject] ?? 0].append(index) }
        var order: [Int] = []
        order.reserveCapacity(events.count)
        var bounds = [0]
        for group in groups {
            for place in Event.order(of: group.map { events[$0] }) {
                let index = group[place]
                // Equal events are neighbours, since only equal events tie.
                if let last = order.last, events[last].isRepeated(by: events[index]) { continue }
                order.append(index)
            }
            bounds.append(order.count)
        }
        let (kind, kinds) = Self.encode(order.map { events[$0].kind })
        let (channel, channels) = Self.encode(order.map { events[$0].channel })
        let (source, sources) = Self.encode(order.map { events[$0].source })
        var columns = AttributeColumnsBuilder(rowCount: order.count)
        for (row, index) in order.enumerated() {
            let values = events[index].attributes
            columns.set(
                attributes.map { names in values.filter { names.contains($0.key) } } ?? values, row: row)
        }
        self.init(
            entities: entities, bounds: bounds, occurredAt: order.map { events[$0].occurredAt.microseconds },
            recordedAt: order.map { events[$0].recordedAt.microseconds }, kind: kind, kinds: kinds,
            channel: channel, channels: channels, source: source, sources: sources,
            ids: order.map { events[$0].id }, attributes: columns.columns())
    }

    /// The event in a row, with the attributes the table holds; its id is empty if the table holds none.
    ///
    /// - Complexity: O(log entities + attributes).
    public func event(at row: Int) -> Event {
        event(at: row, of: entities[bounds.partitioningIndex { $0 > row } - 1])
    }

    /// The events of an entity, in their order; empty for one that has none.
    ///
    /// - Complexity: O(log entities + events x attributes).
    public func events(of entity: EntityKey) -> [Event] {
        guard let index = index(of: entity) else { return [] }
        return rows(ofEntityAt: index).map { event(at: $0, of: entity) }
    }

    func event(at row: Int, of entity: EntityKey) -> Event {
        var values: [String: AttributeValue] = [:]
        for column in attributes {
            if let value = column.value(at: row) { values[column.name] = value }
        }
        return Event(
            id: ids?[row] ?? "", source: sources[Int(source[row])], kind: kinds[Int(kind[row])],
            subject: entity, channel: channels[Int(channel[row])],
            occurredAt: Instant(microseconds: occurredAt[row]),
            recordedAt: Instant(microseconds: recordedAt[row]), attributes: values)
    }

    /// The indices of names in the ascending dictionary of them.
    private static func encode(_ names: [String]) -> (codes: [UInt16], dictionary: [String]) {
        let dictionary = Set(names).sorted()
        precondition(dictionary.count <= 65_536, "more than 65,536 different names")
        var codes: [String: UInt16] = [:]
        for (code, name) in dictionary.enumerated() { codes[name] = UInt16(code) }
        return (names.map { codes[$0] ?? 0 }, dictionary)
    }
}

extension Event {
    /// Whether another event is the same one given again.
    ///
    /// Events of a table without ids may well agree in all the rest: they are told apart by being there twice.
    func isRepeated(by other: Event) -> Bool { !id.isEmpty && self == other }
}
