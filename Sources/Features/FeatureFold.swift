internal import Arithmetic

/// Computes the features of one entity after another from events as they come: what scoring asks.
///
/// Give it an entity, record what is known of it in any order, and ask at any times. A value depends only on the
/// set of events recorded and on the cutoff t: an event counts if it occurred before t and was recorded
/// before t, and events recorded twice count once.
public struct FeatureFold: Sendable {
    /// The features computed.
    public let set: FeatureSet
    /// The entity whose events count as its own.
    public private(set) var entity: EntityKey?

    var engine: FeatureEngine
    /// The different events in order, all of them in the series.
    private(set) var events: [Event] = []
    /// Events since the last question.
    private var pending: [Event] = []
    private var isOrdered = true
    /// What the events say of whom keys belong to; nil where a link came in since, and without an identity.
    private(set) var keyMap: KeyMap?
    /// How many of the map's links were known at the time that the series are of.
    private var knownLinks: Int?

    /// Compiles the features.
    ///
    /// - Complexity: O(features squared).
    public init(_ set: FeatureSet) {
        self.set = set
        engine = FeatureEngine(FeaturePlan(set))
    }

    /// Forgets everything recorded and begins with an entity; storage is kept.
    public mutating func reset(entity: EntityKey) {
        self.entity = entity
        events.removeAll(keepingCapacity: true)
        pending.removeAll(keepingCapacity: true)
        isOrdered = true
        keyMap = nil
        engine.reset(entity: entity)
    }

    /// Records an event of the entity, or of one it is linked to, in any order.
    ///
    /// - Precondition: `reset(entity:)` was called.
    /// - Complexity: O(1); the next question sorts what came out of order.
    public mutating func record(_ event: Event) {
        precondition(entity != nil, "reset(entity:) comes before record(_:)")
        if isOrdered, let last = pending.last, Event.precedes(event, last) { isOrdered = false }
        pending.append(event)
    }

    /// Records events, as `record(_:)` does each.
    public mutating func record(_ events: [Event]) {
        for event in events { record(event) }
    }

    /// Brings the series up to date for a question.
    ///
    /// - Complexity: O(new events), and where the first new event in order comes late, O(events after it). With an identity
    ///   O(events) where a link became known, or is known no longer, since the question before.
    mutating func seal(at cutoff: Int64) {
        guard let entity else { preconditionFailure("reset(entity:) comes before values(at:)") }
        takeIn()
        guard let identity = set.identity else { return }
        let map = keyMap ?? KeyMap(identity, events)
        if keyMap == nil { knownLinks = nil }
        keyMap = map
        let known = map.changeCount(before: cutoff)
        if known == knownLinks { return }
        knownLinks = known
        engine.fold(events, of: entity, owners: map.owners(at: cutoff))
    }

    /// Takes the new events into the series, in order.
    private mutating func takeIn() {
        guard !pending.isEmpty else { return }
        if !isOrdered { pending = Event.order(of: pending).map { pending[$0] } }
        isOrdered = true
        // What the late events precede is taken back and folded again in its place.
        let rest = takeBack(after: pending[0])
        var (new, known) = (0, 0)
        while new < pending.count {
            if known < rest.count, !Event.precedes(pending[new], rest[known]) {
                append(rest[known])
                known += 1
            } else {
                append(pending[new])
                new += 1
            }
        }
        for event in rest[known...] { append(event) }
        pending.removeAll(keepingCapacity: true)
    }

    /// Removes the events that come after a new one from the end of the events.
    private mutating func takeBack(after first: Event) -> [Event] {
        guard let last = events.last, Event.precedes(first, last) else { return [] }
        let place = events.partitioningIndex { Event.precedes(first, $0) }
        // A copy of its own, lest taking the events back copies all that stay.
        let rest = Array(events[place...])
        events.removeLast(events.count - place)
        engine.removeAll(from: place)
        return rest
    }

    /// Folds the events as if everybody's were the entity's.
    mutating func pool() {
        guard let entity else { preconditionFailure("reset(entity:) comes before state(from:definitions:)") }
        knownLinks = nil
        let all = events.map { ($0.subject, entity) }
        engine.fold(events, of: entity, owners: Dictionary(all) { first, _ in first })
    }

    private mutating func append(_ event: Event) {
        if let last = events.last, last.isRepeated(by: event) { return }
        events.append(event)
        if set.identity?.statement(of: event) != nil { keyMap = nil }
        engine.place(event, index: events.count - 1)
    }
}
