internal import Features
internal import Storage

/// Names events whose source gives them no id: by the digest of what they say and the ordinal among equal ones.
///
/// The name depends neither on the order of rows nor on how they are spread over files.
enum EventNaming {
    /// The table with a name for every event whose id is empty.
    ///
    /// - Complexity: O(rows without an id x attributes).
    static func named(_ table: EventTable) -> EventTable {
        guard var ids = table.ids, ids.contains("") else { return table }
        for index in table.entities.indices {
            var ordinals: [String: Int] = [:]
            for row in table.rows(ofEntityAt: index) where ids[row].isEmpty {
                let payload = payload(of: table.event(at: row))
                let equals = "\(table.source[row]):\(payload)"
                let ordinal = ordinals[equals, default: 0]
                ordinals[equals] = ordinal + 1
                ids[row] = Digest(of: Array(payload.utf8)).description.prefix(32) + "-\(ordinal)"
            }
        }
        return EventTable(
            entities: table.entities, bounds: table.bounds, occurredAt: table.occurredAt,
            recordedAt: table.recordedAt, kind: table.kind, kinds: table.kinds, channel: table.channel,
            channels: table.channels, source: table.source, sources: table.sources, ids: ids,
            attributes: table.attributes)
    }

    // Lengths keep the parts apart, whatever characters they hold.
    private static func payload(of event: Event) -> String {
        var text = ""
        func add(_ part: String) { text += "\(part.utf8.count):\(part)," }
        add(event.kind)
        add(event.subject.namespace)
        add(event.subject.id)
        add(event.channel)
        add(String(event.occurredAt.microseconds))
        add(String(event.recordedAt.microseconds))
        for (name, value) in event.attributes.sorted(by: { $0.key < $1.key }) {
            add(name)
            switch value {
            case .number(let number): add("n\(number)")
            case .text(let string): add("t\(string)")
            case .flag(let flag): add("f\(flag)")
            case .link(let key): add("l\(key)")
            }
        }
        return text
    }
}
