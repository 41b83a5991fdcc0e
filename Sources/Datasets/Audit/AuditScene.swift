internal import Features

/// What the checks of the time-sliced way look at: the log, the frame, and where every feature comes from.
struct AuditScene {
    let log: EventLog
    let planner: CasePlanner
    let features: FeatureSet
    let lineage: FeatureLineage
    let trace: EventTrace
    let sources: [String: SourceDefinition]
    /// The rows of all slices.
    let frame: TimeSlicedFrame
    /// The rows of the train slice.
    let train: TimeSlicedFrame
    /// The kinds of events in ascending order, and the place of each.
    let kinds: [String]
    let places: [String: Int]
    /// Sources whose recorded time is a field of theirs.
    let timed: Set<String>
    /// By row of the log's table, the number that the event's id ends with, or -1; nil where the table has the ids.
    private let numbers: [Int64]?

    /// The event that makes a case positive.
    var outcome: LabelDefinition.Outcome { planner.label.outcome }
    /// The kinds of the events that do.
    let outcomeKinds: Set<String>

    /// Gathers the scene.
    ///
    /// - Complexity: O(events + rows x features).
    init(
        log: EventLog, planner: CasePlanner, features: FeatureSet, sources: [String: SourceDefinition],
        frame: TimeSlicedFrame, numbers: [Int64]? = nil, pseudonym: @escaping (EntityKey) -> String
    ) {
        self.log = log
        self.planner = planner
        self.features = features
        self.sources = sources
        self.frame = frame
        train = frame.slice(.train)
        outcomeKinds = Set(planner.label.outcome.patterns.map(\.kind))
        lineage = FeatureLineage(features, sources: sources)
        trace = EventTrace(log: log, outcome: planner.label.outcome, pseudonym: pseudonym)
        kinds = Set(sources.values.flatMap(\.events).map(\.kind)).sorted()
        places = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, $0) })
        timed = Set(
            sources.filter { _, source in
                source.events.contains {
                    if case .field(let name)? = $0.recording { name != $0.occurredAt } else { false }
                }
            }.keys)
        self.numbers = numbers
    }

    /// Shows every case of the train slice to some checks, with the events that were the entity's at the cutoff.
    ///
    /// - Complexity: O(events + rows x events of the entity).
    func show(to checks: inout [any CaseCheck]) {
        let ownership = Ownership(log.table, planner.identity)
        var rows: [EntityKey: [Int]] = [:]
        for row in 0..<train.rowCount { rows[train.features.entities[row], default: []].append(row) }
        for entity in rows.keys.sorted() {
            var keys = ownership.isPlain(entity) ? [entity] : []
            var told = told(entity, of: keys)
            for row in rows[entity] ?? [] {
                if !ownership.isPlain(entity) {
                    let present = ownership.keys(togetherWith: entity, at: train.features.cutoffs[row])
                    if present != keys { told = self.told(entity, of: present) }
                    keys = present
                }
                let start = train.labelStarts[row]
                // Without the time that the outcome had to become known in.
                let end = start + planner.label.window
                let item = AuditedCase(
                    row: row, cutoff: train.features.cutoffs[row], end: end, isPositive: train.labels[row],
                    outcomeAt: train.labels[row] ? told.outcomes.first { $0 >= start && $0 < end } : nil)
                for index in checks.indices { checks[index].add(item, told) }
            }
        }
    }
}

extension AuditScene {
    /// The events of an entity's keys, by the time at which each could be known, whatever order the log keeps.
    private func told(_ entity: EntityKey, of keys: [EntityKey]) -> EntityEvents {
        let rows = log.table.rows(of: keys)
        let entries = rows.map { (row: $0, event: log.table.event(at: $0)) }.enumerated().sorted {
            ($0.element.event.recordedAt, $0.offset) < ($1.element.event.recordedAt, $1.offset)
        }.map(\.element)
        let events = entries.map(\.event)
        return EntityEvents(
            entity: entity, events: events, kinds: events.map { places[$0.kind] ?? -1 },
            numbers: entries.map { numbers?[$0.row] ?? EntryNumber.parse($0.event.id) },
            outcomes: events.filter(outcome.matches).map(\.occurredAt).sorted())
    }
}
