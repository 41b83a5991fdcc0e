import Features

/// The events of a log and those that came since, by whom they happened to.
struct FollowedEvents {
    private let log: EventTable
    private var new: [EntityKey: [Event]] = [:]
    private let links: Links
    private var tied = TiedKeys()
    /// By key, those that its events ever linked to, and the other way round.
    private var targets: [EntityKey: Set<EntityKey>] = [:]
    private var linkers: [EntityKey: Set<EntityKey>] = [:]
    /// Bytes of new events that may be held.
    private let limit: Int
    private var bytes = 0
    private var kinds: Set<String>
    private var channels: Set<String>
    private var sources: Set<String>

    /// A table of events has its names by codes of 16 bits.
    private static let mostNames = 1 << 16

    /// - Parameters:
    ///   - log: what is known at the start, with all attributes and ids.
    ///   - links: by which keys may have a part in each other's features.
    ///   - limit: bytes of new events that may be held.
    /// - Complexity: O(rows x links).
    init(_ log: EventTable, links: Links, limit: Int) {
        self.log = log
        self.links = links
        self.limit = limit
        (kinds, channels, sources) = (Set(log.kinds), Set(log.channels), Set(log.sources))
        for column in log.attributes {
            guard case .links(let codes, let dictionary) = column.values else { continue }
            for index in log.entities.indices {
                for code in Set(log.rows(ofEntityAt: index).map { codes[$0] }) where code >= 0 {
                    link(log.entities[index], to: dictionary[Int(code)], by: column.name)
                }
            }
        }
    }

    /// Takes a new event in; false where it was given before, or is in the log.
    ///
    /// - Parameter bytes: how long it was written.
    /// - Throws: `WorkflowError.unusable` where more would be held than may be.
    /// - Complexity: O(events of the subject).
    mutating func take(_ event: Event, bytes: Int) throws(WorkflowError) -> Bool {
        let isInLog = log.rows(of: event.subject).contains { row in
            log.occurredAt[row] == event.occurredAt.microseconds
                && log.recordedAt[row] == event.recordedAt.microseconds && log.event(at: row) == event
        }
        if isInLog || new[event.subject]?.contains(event) == true { return false }
        self.bytes += bytes
        guard self.bytes <= limit else {
            throw .unusable(
                what: "more than \(limit / 1_000_000) MB of new events would be held",
                remedy: "import them into the pipeline's sources and begin again, or allow more by --hold")
        }
        kinds.insert(event.kind)
        channels.insert(event.channel)
        sources.insert(event.source)
        guard max(kinds.count, channels.count, sources.count) <= Self.mostNames else {
            throw .unusable(
                what: "there are more than \(Self.mostNames) different kinds, channels or sources of events",
                remedy: "write what tells one event from another into its data")
        }
        new[event.subject, default: []].append(event)
        for (name, value) in event.attributes {
            if case .link(let target) = value { link(event.subject, to: target, by: name) }
        }
        return true
    }

    private mutating func link(_ key: EntityKey, to target: EntityKey, by name: String) {
        if links.joining.contains(name) {
            tied.tie(key, target)
        } else if links.direct.contains(name) {
            targets[key, default: []].insert(target)
            linkers[target, default: []].insert(key)
        }
    }

    /// The groups in whose features a key's events may have a part: its own, and those of keys that link to one of it.
    ///
    /// - Complexity: O(n log n) in the keys returned.
    func groups(toldOfBy key: EntityKey) -> [[EntityKey]] {
        let own = tied.keys(tiedTo: key)
        var (groups, seen) = ([own], Set(own))
        for linker in Set(own.flatMap { linkers[$0] ?? [] }) where !seen.contains(linker) {
            let group = tied.keys(tiedTo: linker)
            seen.formUnion(group)
            groups.append(group)
        }
        return groups
    }

    /// The keys whose events the features of a group look at, itself among them.
    func keys(readBy group: [EntityKey]) -> Set<EntityKey> {
        var keys = Set(group)
        for target in Set(group.flatMap { targets[$0] ?? [] }) where !keys.contains(target) {
            keys.formUnion(tied.keys(tiedTo: target))
        }
        return keys
    }

    /// All that is known of some keys, as columns.
    ///
    /// - Parameter attributes: the names of those that get columns; nil for all.
    /// - Complexity: O(n log n) in their events.
    func table(of keys: Set<EntityKey>, attributes: Set<String>?) -> EventTable {
        EventTable(keys.flatMap { log.events(of: $0) + (new[$0] ?? []) }, attributes: attributes)
    }

    /// All that is known.
    var table: EventTable { table(of: Set(log.entities).union(new.keys), attributes: nil) }

    /// When the newest of the new events of some keys was recorded; nil where there is none.
    func newestRecord(of keys: Set<EntityKey>) -> Instant? {
        keys.lazy.flatMap { new[$0] ?? [] }.map(\.recordedAt).max()
    }

    /// When the newest event of all was recorded; nil where there is none.
    ///
    /// - Complexity: O(events).
    var newestRecord: Instant? {
        let old = log.recordedAt.max().map { Instant(microseconds: $0) }
        return [old, new.values.lazy.joined().map(\.recordedAt).max()].compactMap { $0 }.max()
    }

    /// All keys in lists of about as many events of their own, each group in one list, with those whose events they look at.
    ///
    /// - Complexity: O(n log n) in the keys.
    func lists(ofAbout count: Int) -> [(keys: Set<EntityKey>, read: Set<EntityKey>)] {
        var lists: [(keys: Set<EntityKey>, read: Set<EntityKey>)] = []
        var seen: Set<EntityKey> = []
        var (keys, read, events) = (Set<EntityKey>(), Set<EntityKey>(), 0)
        for key in Set(log.entities).union(new.keys).union(tied.keys).sorted() where !seen.contains(key) {
            let group = tied.keys(tiedTo: key)
            seen.formUnion(group)
            keys.formUnion(group)
            read.formUnion(self.keys(readBy: group))
            events += group.reduce(0) { $0 + log.rows(of: $1).count + (new[$1]?.count ?? 0) }
            if events >= count {
                lists.append((keys, read))
                (keys, read, events) = ([], [], 0)
            }
        }
        return keys.isEmpty ? lists : lists + [(keys, read)]
    }
}
