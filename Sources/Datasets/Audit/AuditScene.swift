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

    /// The event that makes a case positive.
    var outcome: LabelDefinition.Outcome { planner.label.outcome }

    /// Gathers the scene.
    ///
    /// - Complexity: O(events + rows x features).
    init(
        log: EventLog, planner: CasePlanner, features: FeatureSet, sources: [String: SourceDefinition],
        frame: TimeSlicedFrame, pseudonym: @escaping (EntityKey) -> String
    ) {
        self.log = log
        self.planner = planner
        self.features = features
        self.sources = sources
        self.frame = frame
        train = frame.slice(.train)
        lineage = FeatureLineage(features, sources: sources)
        trace = EventTrace(log: log, outcome: planner.label.outcome, pseudonym: pseudonym)
        kinds = Set(sources.values.flatMap(\.events).map(\.kind)).sorted()
        places = Dictionary(uniqueKeysWithValues: kinds.enumerated().map { ($1, $0) })
    }

    /// Shows every case of the train slice to some checks, an entity's events once for all of its cases.
    ///
    /// - Complexity: O(events + rows x events of the entity).
    func show(to checks: inout [any CaseCheck]) {
        var rows: [EntityKey: [Int]] = [:]
        for row in 0..<train.rowCount { rows[train.features.entities[row], default: []].append(row) }
        for entity in rows.keys.sorted() {
            // By the time at which each could be known, whatever order the log keeps.
            let events = log.events(of: entity).enumerated().sorted {
                ($0.element.recordedAt, $0.offset) < ($1.element.recordedAt, $1.offset)
            }.map(\.element)
            let told = EntityEvents(
                entity: entity, events: events, kinds: events.map { places[$0.kind] ?? -1 },
                outcomes: events.filter(outcome.matches).map(\.occurredAt).sorted())
            for row in rows[entity] ?? [] {
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

/// The events of one entity, told to the checks.
struct EntityEvents {
    let entity: EntityKey
    /// By recordedAt.
    let events: [Event]
    /// The place of each event's kind in the scene's list; -1 for a kind that no contract names.
    let kinds: [Int]
    /// When the outcome occurred, ascending.
    let outcomes: [Instant]
}

/// One case of the train slice.
struct AuditedCase {
    /// The row in the train slice.
    let row: Int
    let cutoff: Instant
    /// The end of the label's window.
    let end: Instant
    let isPositive: Bool
    /// When the outcome occurred in the label's window; nil for a negative.
    let outcomeAt: Instant?
}

extension Event {
    /// Whether a feature at this cutoff may see the event.
    func isKnown(at cutoff: Instant) -> Bool { recordedAt < cutoff && occurredAt < cutoff }
}

/// A check that looks at the events of every train case.
protocol CaseCheck {
    /// Takes one case; cases come by entity, then by cutoff.
    mutating func add(_ item: AuditedCase, _ entity: EntityEvents)

    /// What was found.
    func findings() -> [AuditFinding]
}
