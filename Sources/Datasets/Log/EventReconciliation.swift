internal import Features
internal import Storage

/// Gives events their ids, and finds rows that say a thing twice or contradict each other.
struct EventReconciliation {
    private(set) var events: [Event] = []
    private(set) var faults: [RowFault?]
    /// Rows all of whose events another row yields too.
    private(set) var isDuplicate: [Bool]

    /// Reconciles one source's events; the result does not depend on the order of the rows.
    ///
    /// - An event without an id of its own is named by the digest of what it says and its ordinal among equal
    ///   ones: two equal purchases are two purchases.
    /// - Events with the same id that say the same are one event.
    /// - Events with the same id that say different things are all set aside: none is more right.
    /// - Complexity: O(events).
    init(_ made: [EventMaker.Made], faults: [RowFault?], rowCount: Int) {
        self.faults = faults
        isDuplicate = [Bool](repeating: false, count: rowCount)
        var payloads: [String: String] = [:]
        var contradicted: Set<String> = []
        for item in made where item.hasOwnID {
            let name = Self.name(item)
            if let old = payloads[name], old != item.payload { contradicted.insert(name) }
            payloads[name] = item.payload
        }
        if !contradicted.isEmpty {
            for item in made where item.hasOwnID && contradicted.contains(Self.name(item)) {
                self.faults[item.row] = RowFault(
                    field: nil, reason: "the same \(item.event.kind) id as another row, with other values")
            }
        }
        var seen: Set<String> = []
        var ordinals: [String: Int] = [:]
        var kept = [Int](repeating: 0, count: rowCount)
        var repeated = [Int](repeating: 0, count: rowCount)
        for item in made where self.faults[item.row] == nil {
            var event = item.event
            if item.hasOwnID {
                guard seen.insert(Self.name(item)).inserted else {
                    repeated[item.row] += 1
                    continue
                }
            } else {
                let ordinal = ordinals[item.payload, default: 0]
                ordinals[item.payload] = ordinal + 1
                event.id = Digest(of: Array(item.payload.utf8)).description.prefix(32) + "-\(ordinal)"
            }
            kept[item.row] += 1
            events.append(event)
        }
        for row in 0..<rowCount { isDuplicate[row] = kept[row] == 0 && repeated[row] > 0 }
    }

    private static func name(_ item: EventMaker.Made) -> String { "\(item.event.kind)\u{0}\(item.event.id)" }
}
