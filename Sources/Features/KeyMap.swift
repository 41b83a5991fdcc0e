/// Whom each key belongs to as known at any time: to itself, unless a link of its own leads to somebody else.
///
/// The link in force at a time is the last one, in the order of events, among those that occurred and were recorded
/// before it. Chains are followed to their end; a circle is cut at its oldest link, so that the latest word counts.
public struct KeyMap: Sendable {
    /// What one event of a key says.
    struct Statement: Sendable {
        var link: String
        var target: EntityKey
        var occurredAt: Int64
        var recordedAt: Int64

        /// Known at a time if before it.
        var knownAt: Int64 { max(occurredAt, recordedAt) }
    }

    /// By key, what its events say, in the order of events.
    private var statements: [EntityKey: [Statement]] = [:]
    /// The keys that statements ever tied together, directly or by others, each group ascending.
    private var groups: [[EntityKey]] = []
    /// By key in some statement, the index of its group.
    private var groupOfKey: [EntityKey: Int] = [:]

    /// Reads the links of a table.
    ///
    /// - Complexity: O(rows x links), and O(n log n) in the keys that links tie together.
    public init(_ definition: IdentityDefinition, _ table: EventTable) {
        let columns = definition.links.compactMap { link in
            table.links(link).map { (link: link, codes: $0.codes, dictionary: $0.dictionary) }
        }
        for entity in table.entities.indices {
            for row in table.rows(ofEntityAt: entity) {
                guard let column = columns.first(where: { $0.codes[row] >= 0 }) else { continue }
                statements[table.entities[entity], default: []].append(
                    Statement(
                        link: column.link, target: column.dictionary[Int(column.codes[row])],
                        occurredAt: table.occurredAt[row], recordedAt: table.recordedAt[row]))
            }
        }
        connect()
    }

    /// Reads the links of events that come in the order of events.
    ///
    /// - Complexity: O(n log n).
    init(_ definition: IdentityDefinition, _ events: [Event]) {
        for event in events {
            guard let (link, target) = definition.statement(of: event) else { continue }
            statements[event.subject, default: []].append(
                Statement(
                    link: link, target: target, occurredAt: event.occurredAt.microseconds,
                    recordedAt: event.recordedAt.microseconds))
        }
        connect()
    }

    /// Finds the groups.
    private mutating func connect() {
        var neighbours: [EntityKey: [EntityKey]] = [:]
        for (key, statements) in statements {
            for statement in statements where statement.target != key {
                neighbours[key, default: []].append(statement.target)
                neighbours[statement.target, default: []].append(key)
            }
        }
        for key in neighbours.keys.sorted() where groupOfKey[key] == nil {
            var group = [key]
            groupOfKey[key] = groups.count
            var next = 0
            while next < group.count {
                for other in neighbours[group[next]] ?? [] where groupOfKey[other] == nil {
                    groupOfKey[other] = groups.count
                    group.append(other)
                }
                next += 1
            }
            groups.append(group.sorted())
        }
    }

    /// The keys that are ever in question for who is one with a key, itself among them, ascending: those that links tie
    /// to it at some time, directly or by others.
    ///
    /// - Complexity: O(keys returned).
    public func keys(tiedTo key: EntityKey) -> [EntityKey] { groupOfKey[key].map { groups[$0] } ?? [key] }

    /// Whether no link ever ties a key to another.
    ///
    /// - Complexity: O(1).
    public func isAlone(_ key: EntityKey) -> Bool { groupOfKey[key] == nil }

    /// All keys that some link ever ties to another, in no order.
    public var tiedKeys: some Collection<EntityKey> { groupOfKey.keys }

    /// Whom a key belongs to at a time.
    ///
    /// - Complexity: O(links of the chain).
    public func owner(of key: EntityKey, at time: Instant) -> EntityKey {
        owners(of: [key], at: time.microseconds)[key] ?? key
    }

    /// The keys that belong to one at a time, ascending; empty where it belongs to another itself.
    ///
    /// - Complexity: O(n log n) in the keys ever tied to it.
    public func keys(of entity: EntityKey, at time: Instant) -> [EntityKey] {
        if isAlone(entity) { return [entity] }
        let group = keys(tiedTo: entity)
        let owners = owners(of: group, at: time.microseconds)
        return group.filter { owners[$0] == entity }
    }

    /// Whom keys belong to at a time, and those on the way from them.
    ///
    /// - Complexity: O(keys + statements of them).
    func owners(of keys: some Sequence<EntityKey>, at time: Int64) -> [EntityKey: EntityKey] {
        var owners: [EntityKey: EntityKey] = [:]
        for key in keys where owners[key] == nil {
            var path: [EntityKey] = []
            var places: [EntityKey: Int] = [:]
            var end = key
            while owners[end] == nil, places[end] == nil {
                places[end] = path.count
                path.append(end)
                guard let link = link(of: end, at: time) else { break }
                end = link.target
            }
            var owner = owners[end] ?? end
            // A circle: the path is followed on without its oldest link.
            if let start = places[end], owners[end] == nil, link(of: end, at: time) != nil {
                owner = head(ofCircle: path[start...], at: time)
            }
            for key in path { owners[key] = owner }
        }
        return owners
    }

    /// Whom the statements' own keys belong to at a time.
    func owners(at time: Int64) -> [EntityKey: EntityKey] { owners(of: statements.keys, at: time) }

    /// The key whose link is the oldest, by the order of events.
    private func head(ofCircle keys: ArraySlice<EntityKey>, at time: Int64) -> EntityKey {
        let links = keys.compactMap { key in link(of: key, at: time).map { (key: key, link: $0) } }
        let oldest = links.min {
            ($0.link.occurredAt, $0.link.recordedAt, $0.key) < (
                $1.link.occurredAt, $1.link.recordedAt, $1.key
            )
        }
        return oldest?.key ?? keys[keys.startIndex]
    }

    /// The link of a key in force at a time.
    ///
    /// - Complexity: O(statements of the key).
    func link(of key: EntityKey, at time: Int64) -> Statement? {
        statements[key]?.last { $0.knownAt < time }
    }

    /// When what is known of keys changes, in no order.
    func changes(of keys: some Sequence<EntityKey>) -> [Int64] {
        keys.flatMap { statements[$0] ?? [] }.map(\.knownAt)
    }

    /// How many times what is known of any key changes before a time.
    ///
    /// - Complexity: O(statements).
    func changeCount(before time: Int64) -> Int {
        statements.values.reduce(0) { $0 + $1.count { $0.knownAt < time } }
    }
}
