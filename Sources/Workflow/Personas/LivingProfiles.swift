import Datasets
public import Features
import Learning
import Personas
public import Registry

/// Who leads are, kept up with their events: each is in the profiles of those it tells of before the next is taken.
///
/// A lead is as of just after the newest new record about it or about those whose events its features look at, and no earlier than
/// the log was; so that the answers are the same in whatever order events come. What is asked, and how it is computed, is what
/// `PersonaAssignments` asks and computes of a log: `settle(asOf:)` brings all leads to one time, and gives the same bits.
public struct LivingProfiles {
    private let pipeline: Pipeline
    /// What the pipeline's sources gave; nil where it began with nothing.
    private let room: DataRoom?
    private let planner: CasePlanner
    private let catalog: EventCatalog
    private let unit: String
    private let features: FeatureSet
    private let personas: StoredPersonas
    /// The names of the attributes that features and questions read.
    private let attributes: Set<String>
    private var events: FollowedEvents
    /// Just after the newest record of the log; nil without one.
    private let start: Instant?
    private var current: [EntityKey: Told]

    /// About how many events are put into columns at a time when all leads are brought to one time.
    private static let eventsAtATime = 65_536

    /// Begins with a pipeline's events.
    ///
    /// - Parameter limit: bytes of new events that may be held.
    /// - Throws: `WorkflowError.unusable` for a plain table and for personas of others; as `PersonaRoom.assignments(asOf:)`.
    public init(_ room: DataRoom, _ personas: StoredPersonas, limit: Int) throws {
        let known = try PersonaRoom(room, personas).assignments(asOf: nil)
        guard case .events(let result, _, _) = room.contents, let store = room.store else {
            throw Self.noEvents
        }
        // The log in memory knows no ids, by which events that are given again are known.
        let log = try store.table(of: Set(result.log.subjects))
        try self.init(
            room.pipeline, room, personas, in: room.registry, log: log, limit: limit,
            current: Dictionary(
                known.leads.map { ($0.entity, Told($0.assignment)) }, uniquingKeysWith: { $1 }))
    }

    /// Begins with nothing known of anybody.
    ///
    /// - Throws: as the other one.
    public init(
        withoutEventsOf pipeline: Pipeline, _ personas: StoredPersonas, in registry: Registry, limit: Int
    ) throws {
        try personas.expect(pipeline)
        try self.init(pipeline, nil, personas, in: registry, log: EventTable([]), limit: limit, current: [:])
    }

    private init(
        _ pipeline: Pipeline, _ room: DataRoom?, _ personas: StoredPersonas, in registry: Registry,
        log: EventTable, limit: Int, current: [EntityKey: Told]
    ) throws {
        guard let planner = try pipeline.planner(), let features = personas.package.features else {
            throw Self.noEvents
        }
        self.pipeline = pipeline
        self.room = room
        self.planner = planner
        self.features = try features.embedding(in: registry)
        self.personas = personas
        self.current = current
        catalog = EventCatalog(pipeline.settings.sources ?? [:])
        unit = pipeline.settings.unit
        attributes = self.features.attributes.union(planner.attributes)
        start = EventLog(log).horizon
        events = FollowedEvents(
            log,
            links: FollowedEvents.Links(
                features, label: pipeline.settings.label, identity: pipeline.settings.identity), limit: limit)
    }

    private static var noEvents: WorkflowError {
        .unusable(
            what: "the rows of a plain table are no events that could be followed",
            remedy: "assign them: leadline personas assign")
    }

    /// Takes an event into the profiles that it tells of.
    ///
    /// - Parameters:
    ///   - bytes: how long it was written.
    ///   - latest: when it may have been recorded at the latest.
    /// - Returns: of whom something else is told now, by key; nil for an event that was given before.
    /// - Throws: `WorkflowError.unusable` for an event that its contract would quarantine, for one recorded later than may
    ///   be, and where more would be held than may be.
    /// - Complexity: that of the features, over the events that the subject's features look at; where others look at the
    ///   subject's, over those that theirs look at, too.
    public mutating func take(_ event: Event, bytes: Int, latest: Instant) throws -> [Change]? {
        let event = try catalog.admitted(event)
        guard event.recordedAt <= latest else {
            throw WorkflowError.unusable(
                what: "`\(event.recordedAt == event.occurredAt ? "time" : "recordedtime")` is later than now",
                remedy: "check its year and its zone: nothing is recorded before it is known")
        }
        guard try events.take(event, bytes: bytes) else { return nil }
        var asked: [Instant: (keys: Set<EntityKey>, read: Set<EntityKey>)] = [:]
        for group in events.groups(toldOfBy: event.subject)
        where group.contains(where: { $0.namespace == unit }) {
            let read = events.keys(readBy: group)
            let newest = events.newestRecord(of: read).map { min($0 + Self.moment, .latest) }
            let time = [start, newest].compactMap { $0 }.max() ?? .latest
            asked[time, default: ([], [])].keys.formUnion(group)
            asked[time, default: ([], [])].read.formUnion(read)
        }
        var changes: [Change] = []
        for (time, list) in asked {
            let frame = frame(of: list.keys, reading: list.read, at: time)
            let leads = try PersonaAssignments(frame, by: personas.package.model).leads
            changes += self.changes(of: list.keys, to: leads, at: time)
        }
        return changes.sorted { $0.entity < $1.entity }
    }

    /// Brings everybody to one time.
    ///
    /// - Parameter time: nil takes just after the newest record of all.
    /// - Returns: who everybody is, and of whom something else is told now, by key.
    /// - Throws: `WorkflowError.unusable` where nothing is known at all; `.refused` where a gate of `quality` does not hold.
    /// - Complexity: that of the features, over all events.
    public mutating func settle(
        asOf time: Instant? = nil
    ) throws -> (assignments: PersonaAssignments, changes: [Change]) {
        guard let newest = events.newestRecord else {
            throw WorkflowError.unusable(
                what: "there are no events", remedy: "give some, or check the sources")
        }
        let time = time ?? min(newest + Self.moment, .latest)
        try room?.refuseFailedGates(in: events.table)
        // Gates of features are asked of everybody together.
        let count = pipeline.settings.quality?.features == nil ? Self.eventsAtATime : .max
        var leads: [PersonaAssignments.Lead] = []
        for list in events.lists(ofAbout: count) {
            let frame = frame(of: list.keys, reading: list.read, at: time)
            try pipeline.refuseFailedFeatures(frame, asksForVariety: false)
            leads += try PersonaAssignments(frame, by: personas.package.model).leads
        }
        let assignments = PersonaAssignments(leads, by: personas.package.model)
        return (assignments, changes(of: Set(current.keys), to: assignments.leads, at: time))
    }

    private static let moment = TimeSpan(microseconds: 1)

    /// The features of those keys that can be asked about at a time, from the events of all that they look at.
    private func frame(of keys: Set<EntityKey>, reading read: Set<EntityKey>, at time: Instant)
        -> FeatureFrame
    {
        let log = EventLog(events.table(of: read, attributes: attributes))
        let questions = planner.questions(in: log, at: time).filter { keys.contains($0.entity) }
        return log.frame(features, of: questions)
    }

    private mutating func changes(
        of keys: Set<EntityKey>, to leads: [PersonaAssignments.Lead], at time: Instant
    ) -> [Change] {
        let after = Dictionary(leads.map { ($0.entity, $0) }, uniquingKeysWith: { $1 })
        var changes: [Change] = []
        for entity in Set(after.keys).union(keys.filter { $0.namespace == unit }).sorted() {
            let lead = after[entity]
            let told = lead.map { Told($0.assignment) }
            let before = current[entity]
            current[entity] = told
            guard before != told else { continue }
            var changed: [Change.Aspect] = before?.name == told?.name ? [] : [.persona]
            if before?.intent != told?.intent { changed.append(.intent) }
            if before?.flags ?? [] != told?.flags ?? [] { changed.append(.flags) }
            changes.append(
                Change(
                    entity: entity, asOf: lead?.asOf ?? time, from: before?.name ?? "new",
                    to: told?.name ?? "gone", changed: changed, assignment: lead?.assignment))
        }
        return changes
    }
}
