internal import Features

/// The events that planning looks at, made from the log's columns: those of the kinds that the question names.
struct PlanEvents {
    /// Whose events are whose.
    let ownership: Ownership
    private let table: EventTable
    /// By code of the kind, whether the question names it.
    private let isNamed: [Bool]

    /// - Complexity: O(kinds), and O(events) with an identity.
    init(
        _ log: EventLog, label: LabelDefinition, cutoffs: CutoffSchedule, eligibility: Eligibility,
        identity: IdentityDefinition?
    ) {
        var kinds = Set(label.patterns.map(\.kind))
        kinds.formUnion((label.exclude ?? []).compactMap(\.after))
        kinds.formUnion(cutoffs.anchored.map { [$0.kind] } ?? [])
        kinds.formUnion((eligibility.has ?? []) + (eligibility.without ?? []))
        table = log.table
        ownership = Ownership(log.table, identity)
        isNamed = log.table.kinds.map(kinds.contains)
    }

    /// The named events of an entity, in the order of events.
    ///
    /// - Complexity: O(log entities + events of the entity).
    func named(of entity: EntityKey) -> ArraySlice<Event> { named(in: table.rows(of: entity)) }

    /// The named events of some keys, in the order of events.
    ///
    /// - Complexity: O(n log n) in the events of the keys.
    func named(of keys: [EntityKey]) -> ArraySlice<Event> {
        keys.count == 1 ? named(of: keys[0]) : named(in: table.rows(of: keys))
    }

    private func named(in rows: some Sequence<Int>) -> ArraySlice<Event> {
        rows.filter { isNamed[Int(table.kind[$0])] }.map(table.event(at:))[...]
    }

    /// The anchors that ask about an entity: those whose keys belong to it when their time comes.
    ///
    /// - Complexity: O(n log n) in the events of the keys ever tied to the entity.
    func anchors(of entity: EntityKey, _ anchored: CutoffSchedule.Anchor) -> ArraySlice<Event> {
        let keys = ownership.map?.keys(tiedTo: entity) ?? [entity]
        return named(of: keys).filter { event in
            event.kind == anchored.kind
                && ownership.owner(of: event.subject, at: event.occurredAt + anchored.after) == entity
        }[...]
    }

    /// When anything at all was first known of an entity; nil where nothing ever is.
    ///
    /// - Complexity: as `named(of:)`.
    func firstKnown(of entity: EntityKey) -> Instant? {
        table.rows(of: entity).lazy.map(table.knownFrom).min()
    }

    /// Until when the sources that have the outcome have been heard, by their newest record; all sources where none has it.
    ///
    /// A record whose time is only assumed tells no more than that the event occurred: its delay is taken off again.
    ///
    /// - Parameter delays: by source and kind, the assumed delay.
    /// - Complexity: O(events).
    func newestRecord(
        of outcome: LabelDefinition.Outcome, assuming delays: [String: [String: TimeSpan]]
    ) -> Instant? {
        let delay = table.sources.map { source in
            table.kinds.map { delays[source]?[$0]?.microseconds ?? 0 }
        }
        var newest = [Int64?](repeating: nil, count: table.sources.count)
        var hasOutcome = [Bool](repeating: false, count: table.sources.count)
        let patterns = outcome.patterns
        let isKind = table.kinds.map { kind in patterns.contains { $0.kind == kind } }
        for row in 0..<table.rowCount {
            let source = Int(table.source[row])
            let heard = table.recordedAt[row] - delay[source][Int(table.kind[row])]
            newest[source] = max(newest[source] ?? heard, heard)
            if !hasOutcome[source], isKind[Int(table.kind[row])], outcome.matches(table.event(at: row)) {
                hasOutcome[source] = true
            }
        }
        let counted = newest.indices.filter { hasOutcome[$0] || !hasOutcome.contains(true) }
        return counted.compactMap { newest[$0] }.max().map { Instant(microseconds: $0) }
    }
}
