import Datasets
public import Features
import Learning
public import Personas
public import Registry

/// Who leads are, kept up with their events: each is in the profiles of those it tells of before the next is taken.
///
/// A lead is as of just after the newest record about it or about those whose events its features look at, and no earlier than
/// the log was; so that the answers are the same in whatever order events come. What is asked, and how it is computed, is what
/// `PersonaAssignments` asks and computes of a log: `settle(asOf:)` brings all leads to one time, and gives the same bits.
public struct LivingProfiles {
    /// A lead that became somebody else.
    public struct Change: Equatable, Sendable {
        /// Whose profile.
        public var entity: EntityKey
        /// As known when.
        public var asOf: Instant
        /// The persona before: `unknown` where none was named, `new` where nobody was asked about.
        public var from: String
        /// The persona now; `gone` where nobody is asked about any more.
        public var to: String
        /// The answer now; nil where nobody is asked about.
        public var assignment: PersonaAssignment?
    }

    private let planner: CasePlanner
    private let unit: String
    private let features: FeatureSet
    private let personas: StoredPersonas
    private var events: FollowedEvents
    /// Just after the newest record of the log; nil without one.
    private let start: Instant?
    private var current: [EntityKey: String]

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
            room.pipeline, personas, in: room.registry, log: log, limit: limit,
            current: Dictionary(
                known.leads.map { ($0.entity, Self.name($0.assignment)) }, uniquingKeysWith: { $1 }))
    }

    /// Begins with nothing known of anybody.
    ///
    /// - Throws: as the other one.
    public init(
        withoutEventsOf pipeline: Pipeline, _ personas: StoredPersonas, in registry: Registry, limit: Int
    ) throws {
        try personas.expect(pipeline)
        try self.init(pipeline, personas, in: registry, log: EventTable([]), limit: limit, current: [:])
    }

    private init(
        _ pipeline: Pipeline, _ personas: StoredPersonas, in registry: Registry, log: EventTable, limit: Int,
        current: [EntityKey: String]
    ) throws {
        guard let planner = try pipeline.planner(), let features = personas.package.features else {
            throw Self.noEvents
        }
        self.planner = planner
        self.features = try features.embedding(in: registry)
        self.personas = personas
        self.current = current
        unit = pipeline.settings.unit
        start = EventLog(log).horizon
        // Where nobody looks at others' events, links tie nobody together.
        let isAlone = planner.asksOwnEventsAlone && features.links.isEmpty && features.identity == nil
        let links = Set(features.links).union(planner.attributes).union(features.identity?.links ?? [])
        events = FollowedEvents(log, links: isAlone ? [] : links, limit: limit)
    }

    private static var noEvents: WorkflowError {
        .unusable(
            what: "the rows of a plain table are no events that could be followed",
            remedy: "assign them: leadline personas assign")
    }

    /// Takes an event into the profiles that it tells of.
    ///
    /// - Parameter bytes: how long it was written.
    /// - Returns: who became somebody else, by key; nil for an event that was given before.
    /// - Throws: `WorkflowError.unusable` where more would be held than may be.
    /// - Complexity: that of the features, over the events of the keys that links tie to the subject.
    public mutating func take(_ event: Event, bytes: Int) throws -> [Change]? {
        guard try events.take(event, bytes: bytes) else { return nil }
        let keys = events.keys(tiedTo: event.subject)
        let newest = events.newestRecord(of: keys).map { min($0 + Self.moment, .latest) }
        let time = [start, newest].compactMap { $0 }.max() ?? .latest
        return try changes(of: keys, to: leads(of: keys, at: time), at: time)
    }

    /// Brings everybody to one time.
    ///
    /// - Parameter time: nil takes just after the newest record of all.
    /// - Returns: who everybody is, and who became somebody else, by key.
    /// - Throws: `WorkflowError.unusable` where nothing is known at all.
    /// - Complexity: that of the features, over all events.
    public mutating func settle(
        asOf time: Instant? = nil
    ) throws -> (assignments: PersonaAssignments, changes: [Change]) {
        guard let newest = events.newestRecord else {
            throw WorkflowError.unusable(
                what: "there are no events", remedy: "give some, or check the sources")
        }
        let time = time ?? min(newest + Self.moment, .latest)
        var leads: [PersonaAssignments.Lead] = []
        for keys in events.lists(ofAbout: Self.eventsAtATime) { leads += try self.leads(of: keys, at: time) }
        let assignments = PersonaAssignments(leads, by: personas.package.model)
        return (assignments, changes(of: Array(current.keys), to: assignments.leads, at: time))
    }

    private static let moment = TimeSpan(microseconds: 1)

    private static func name(_ assignment: PersonaAssignment) -> String { assignment.persona ?? "unknown" }

    /// Who those are, of some keys with all that are tied to them, that can be asked about at a time.
    private func leads(of keys: [EntityKey], at time: Instant) throws -> [PersonaAssignments.Lead] {
        let log = EventLog(events.table(of: keys))
        let questions = planner.questions(in: log, at: time)
        return try PersonaAssignments(log.frame(features, of: questions), by: personas.package.model).leads
    }

    private mutating func changes(
        of keys: [EntityKey], to leads: [PersonaAssignments.Lead], at time: Instant
    ) -> [Change] {
        let after = Dictionary(leads.map { ($0.entity, $0) }, uniquingKeysWith: { $1 })
        var changes: [Change] = []
        for entity in Set(after.keys).union(keys.filter { $0.namespace == unit }).sorted() {
            let lead = after[entity]
            let name = lead.map { Self.name($0.assignment) }
            let before = current.updateValue(name ?? "", forKey: entity)
            if name == nil { current[entity] = nil }
            guard before != name else { continue }
            changes.append(
                Change(
                    entity: entity, asOf: lead?.asOf ?? time, from: before ?? "new", to: name ?? "gone",
                    assignment: lead?.assignment))
        }
        return changes
    }
}
