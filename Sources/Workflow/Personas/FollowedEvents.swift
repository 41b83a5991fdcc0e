import Features

/// The events of a log and those that came since, by whom they happened to.
struct FollowedEvents {
    private let log: EventTable
    private var new: [EntityKey: [Event]] = [:]
    /// The names of the links that features and questions may go by.
    private let links: Set<String>
    private var tied = TiedKeys()
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
    ///   - links: the names of the attributes by which keys may have a part in each other's features.
    ///   - limit: bytes of new events that may be held.
    /// - Complexity: O(rows x links).
    init(_ log: EventTable, links: Set<String>, limit: Int) {
        self.log = log
        self.links = links
        self.limit = limit
        (kinds, channels, sources) = (Set(log.kinds), Set(log.channels), Set(log.sources))
        for column in log.attributes where links.contains(column.name) {
            guard case .links(let codes, let dictionary) = column.values else { continue }
            for index in log.entities.indices {
                for code in Set(log.rows(ofEntityAt: index).map { codes[$0] }) where code >= 0 {
                    tied.tie(log.entities[index], dictionary[Int(code)])
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
        for link in links {
            if case .link(let target)? = event.attributes[link] { tied.tie(event.subject, target) }
        }
        return true
    }

    /// The keys whose events may have a part in a key's features, itself among them, ascending.
    func keys(tiedTo key: EntityKey) -> [EntityKey] { tied.keys(tiedTo: key) }

    /// All that is known of some keys, as columns.
    ///
    /// - Complexity: O(n log n) in their events.
    func table(of keys: [EntityKey]) -> EventTable {
        EventTable(keys.flatMap { log.events(of: $0) + (new[$0] ?? []) })
    }

    /// When the newest of the new events of some keys was recorded; nil where there is none.
    func newestRecord(of keys: [EntityKey]) -> Instant? {
        keys.lazy.flatMap { new[$0] ?? [] }.map(\.recordedAt).max()
    }

    /// When the newest event of all was recorded; nil where there is none.
    ///
    /// - Complexity: O(events).
    var newestRecord: Instant? {
        let old = log.recordedAt.max().map { Instant(microseconds: $0) }
        return [old, new.values.lazy.joined().map(\.recordedAt).max()].compactMap { $0 }.max()
    }

    /// All keys in lists of about as many events, tied ones in one list; every list ascends.
    ///
    /// - Complexity: O(n log n) in the keys.
    func lists(ofAbout count: Int) -> [[EntityKey]] {
        var seen: Set<EntityKey> = []
        var lists: [[EntityKey]] = []
        var (list, events) = ([EntityKey](), 0)
        for key in Set(log.entities).union(new.keys).union(tied.keys).sorted() where !seen.contains(key) {
            let keys = keys(tiedTo: key)
            seen.formUnion(keys)
            list += keys
            events += keys.reduce(0) { $0 + log.rows(of: $1).count + (new[$1]?.count ?? 0) }
            if events >= count {
                lists.append(list.sorted())
                (list, events) = ([], 0)
            }
        }
        return list.isEmpty ? lists : lists + [list.sorted()]
    }
}
