/// Computes the features of one entity after another: the one implementation for training and for scoring.
///
/// Give it an entity, record what is known of it in any order, and ask at any times. A value depends only on the
/// set of events recorded and on the cutoff t: an event counts if it occurred before t and was recorded
/// before t, and events recorded twice count once.
public struct FeatureFold: Sendable {
    /// The features computed.
    public let set: FeatureSet
    /// The entity whose events count as its own.
    public private(set) var entity: EntityKey?

    let plan: FeaturePlan
    /// The events; from `sealed` on not yet in the series.
    private(set) var events: [Event] = []
    private var sealed = 0
    private var isOrdered = true
    /// The series of all streams, slot by slot.
    private(set) var series: [EventSeries] = []
    /// Slot 0 is the entity; the others are entities it was linked to, or whose events were given.
    private var slots: [EntityKey: Int] = [:]
    private(set) var slotKeys: [EntityKey] = []
    /// The different values seen, for counting them.
    private var codes: [AttributeValue: Int32] = [:]
    /// By code, the last count of different values that saw it; counts are numbered by `stamp`.
    var stamps: [Int] = []
    var stamp = 0

    /// Compiles the features.
    ///
    /// - Complexity: O(features squared).
    public init(_ set: FeatureSet) {
        self.set = set
        plan = FeaturePlan(set)
    }

    /// Forgets everything recorded and begins with an entity; storage is kept.
    public mutating func reset(entity: EntityKey) {
        self.entity = entity
        events.removeAll(keepingCapacity: true)
        clearSeries()
    }

    /// Records an event of the entity, or of one it is linked to, in any order.
    ///
    /// - Precondition: `reset(entity:)` was called.
    /// - Complexity: O(1); the next question sorts what came out of order.
    public mutating func record(_ event: Event) {
        precondition(entity != nil, "reset(entity:) comes before record(_:)")
        if isOrdered, let last = events.last, Event.precedes(event, last) { isOrdered = false }
        events.append(event)
    }

    /// Records events, as `record(_:)` does each.
    public mutating func record(_ events: [Event]) {
        for event in events { record(event) }
    }

    /// Brings the series up to date in O(new events), or O(n log n) when some came out of order.
    mutating func seal() {
        precondition(entity != nil, "reset(entity:) comes before values(at:)")
        guard sealed < events.count else { return }
        if !isOrdered {
            events.sort(by: Event.precedes)
            clearSeries()
        }
        for index in sealed..<events.count where index == 0 || events[index] != events[index - 1] {
            place(index)
        }
        sealed = events.count
    }

    private mutating func clearSeries() {
        for index in 0..<slotKeys.count * plan.servesLinks.count { series[index].removeAll() }
        slots.removeAll(keepingCapacity: true)
        slotKeys.removeAll(keepingCapacity: true)
        // Clearing costs the capacity, so that a huge table is not kept for the entities after it.
        codes.removeAll(keepingCapacity: codes.capacity < 256)
        sealed = 0
        isOrdered = true
        if let entity { _ = slot(of: entity) }
    }

    private mutating func place(_ index: Int) {
        let event = events[index]
        let slot = slot(of: event.subject)
        let offset = slot * plan.servesLinks.count
        for group in plan.groups(ofKind: event.kind) where plan.groups[group].filter.passes(event) {
            for (stream, payload) in plan.groups[group].members where slot == 0 || plan.servesLinks[stream] {
                guard let (number, code) = content(payload, of: event) else { continue }
                series[offset + stream].append(event, index: index, number: number, code: code)
            }
        }
    }

    /// What a stream keeps of an event, or nil when the event lacks it.
    private mutating func content(
        _ payload: FeaturePlan.Payload, of event: Event
    ) -> (number: Double, code: Int32)? {
        switch payload {
        case .times:
            return (0, 0)
        case .number(let name):
            switch event.attributes[name] {
            case .number(let number): return (number, 0)
            case .flag(let flag): return (flag ? 1 : 0, 0)
            case .text, .link, nil: return nil
            }
        case .value(let name):
            return event.attributes[name].map { (0, code(of: $0)) }
        case .category(let name):
            guard let value = event.attributes[name] else { return nil }
            if case .link = value { return nil }
            return (0, 0)
        case .link(let name):
            guard case .link(let key)? = event.attributes[name] else { return nil }
            return (0, Int32(slot(of: key)))
        }
    }

    private mutating func code(of value: AttributeValue) -> Int32 {
        if let code = codes[value] { return code }
        let code = Int32(codes.count)
        codes[value] = code
        if stamps.count < codes.count { stamps.append(0) }
        return code
    }

    private mutating func slot(of key: EntityKey) -> Int {
        if slotKeys.first == key { return 0 }
        if let slot = slots[key] { return slot }
        let slot = slotKeys.count
        slots[key] = slot
        slotKeys.append(key)
        let missing = slotKeys.count * plan.servesLinks.count - series.count
        if missing > 0 { series.append(contentsOf: repeatElement(EventSeries(), count: missing)) }
        return slot
    }
}
