internal import Arithmetic

/// Events as columns, by whom they happened to: what a log is read into and a frame is computed from.
///
/// Rows are sorted by entity, then in the order of events (`Event.precedes`), and no event is there twice. Names are
/// indices into dictionaries. It may hold only the attributes that are asked for; rows that tie by both times are
/// then in the order they have with all of them.
public struct EventTable: Sendable {
    /// Whom the events happened to, ascending, without repetition.
    public let entities: [EntityKey]
    /// By entity, its first row; one element more than entities, the last is the number of rows.
    public let bounds: [Int]
    /// By row, when it happened, in microseconds UTC.
    public private(set) var occurredAt: [Int64]
    /// By row, when it was recorded, in microseconds UTC.
    public private(set) var recordedAt: [Int64]
    /// By row, what happened: an index into `kinds`.
    public private(set) var kind: [UInt16]
    /// The kinds of events, without repetition.
    public let kinds: [String]
    /// By row, where it happened: an index into `channels`.
    public private(set) var channel: [UInt16]
    /// The channels, without repetition; the empty one stands for events that do not say.
    public let channels: [String]
    /// By row, who says so: an index into `sources`.
    public private(set) var source: [UInt16]
    /// The sources, without repetition.
    public let sources: [String]
    /// By row, the event's id; nil in a table that is read for computing only.
    public private(set) var ids: [String]?
    /// The attributes; name and type together are unique.
    public private(set) var attributes: [AttributeColumn]

    /// Takes columns over, without a copy.
    ///
    /// Rows of an entity must come by `occurredAt`, then `recordedAt`; where the order of ties is not right yet,
    /// `sortTies()` makes it so.
    ///
    /// - Precondition: entities ascend, bounds ascend from 0 to the number of rows, all columns have that many
    ///   elements, and indices lie in their dictionaries.
    /// - Complexity: O(entities).
    public init(
        entities: [EntityKey], bounds: [Int], occurredAt: [Int64], recordedAt: [Int64],
        kind: [UInt16], kinds: [String], channel: [UInt16], channels: [String], source: [UInt16],
        sources: [String], ids: [String]? = nil, attributes: [AttributeColumn] = []
    ) {
        let count = occurredAt.count
        precondition(bounds.count == entities.count + 1 && bounds.first == 0 && bounds.last == count)
        precondition(zip(bounds, bounds.dropFirst()).allSatisfy { $0 <= $1 }, "bounds ascend")
        precondition(zip(entities, entities.dropFirst()).allSatisfy { $0 < $1 }, "entities ascend")
        precondition(recordedAt.count == count && kind.count == count && channel.count == count)
        precondition(source.count == count && (ids?.count ?? count) == count)
        precondition(attributes.allSatisfy { $0.count == count })
        self.entities = entities
        self.bounds = bounds
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.kind = kind
        self.kinds = kinds
        self.channel = channel
        self.channels = channels
        self.source = source
        self.sources = sources
        self.ids = ids
        self.attributes = attributes
    }

    /// The number of events.
    public var rowCount: Int { occurredAt.count }

    /// The rows of the entity at an index of `entities`.
    public func rows(ofEntityAt index: Int) -> Range<Int> { bounds[index]..<bounds[index + 1] }

    /// The index of an entity; nil for one without events.
    ///
    /// - Complexity: O(log entities).
    public func index(of entity: EntityKey) -> Int? {
        let index = firstIndex(from: entity)
        return index < entities.count && entities[index] == entity ? index : nil
    }

    /// The index of the first entity that is not less than one.
    ///
    /// - Complexity: O(log entities).
    func firstIndex(from entity: EntityKey) -> Int { entities.partitioningIndex { $0 >= entity } }

    /// The rows of an entity; empty for one without events.
    ///
    /// - Complexity: O(log entities).
    public func rows(of entity: EntityKey) -> Range<Int> { index(of: entity).map(rows(ofEntityAt:)) ?? 0..<0 }

    /// Puts rows of an entity that tie by both times into the order of events.
    ///
    /// - Precondition: the table holds all attributes and the ids, since both decide.
    /// - Complexity: O(rows) and, for ties, O(n x attributes + n log n).
    public mutating func sortTies() {
        for entity in entities.indices {
            let rows = rows(ofEntityAt: entity)
            var start = rows.lowerBound
            while start < rows.upperBound {
                var end = start + 1
                while end < rows.upperBound, occurredAt[end] == occurredAt[start],
                    recordedAt[end] == recordedAt[start]
                { end += 1 }
                if end > start + 1 { sortTies(start..<end, of: entities[entity]) }
                start = end
            }
        }
    }

    private mutating func sortTies(_ rows: Range<Int>, of entity: EntityKey) {
        let events = rows.map { event(at: $0, of: entity) }
        let order = Event.order(of: events)
        guard !order.elementsEqual(events.indices) else { return }
        let moved = order.map { rows.lowerBound + $0 }
        kind.move(moved, to: rows.lowerBound)
        channel.move(moved, to: rows.lowerBound)
        source.move(moved, to: rows.lowerBound)
        ids?.move(moved, to: rows.lowerBound)
        for index in attributes.indices { attributes[index].move(moved, to: rows.lowerBound) }
    }
}
