/// The series of an entity and of those it is linked to, for all features of a plan: what both ways of recording
/// events fill and every question is answered from.
struct FeatureEngine: Sendable {
    let plan: FeaturePlan
    /// The series of all streams, slot by slot.
    var series: [EventSeries] = []
    /// Slot 0 is the entity; the others are entities it was linked to, or whose events were given.
    private(set) var slotKeys: [EntityKey] = []
    private var slots: [EntityKey: Int] = [:]
    /// Whom keys belong to, at the time that is asked about; a key that is not there belongs to itself.
    private(set) var owners: [EntityKey: EntityKey] = [:]
    /// The different values seen.
    var codes = ValueCodes()
    /// For counting different values.
    var marks = CodeMarks()
    /// What is worked out anew for each entity of a table.
    var rows = RowScratch()
    /// By slot, the entity's index in the table; below 0 for one without events.
    var rowSlots: [Int] = []
    /// By vector that is asked for, the one that was last worked out of the series as they are.
    var vectorAnswers: [VectorAnswer?]
    /// The vectors of the entity's texts, nil for one of which nothing is known.
    var textVectors: [TextKey: [Double]?] = [:]

    init(_ plan: FeaturePlan) {
        self.plan = plan
        vectorAnswers = Array(repeating: nil, count: plan.vectorGroups.count)
    }

    /// Creates an engine for a table's rows.
    init(_ binding: TableBinding) {
        self.init(binding.plan)
        codes = binding.codes
    }

    /// Forgets everything and begins with an entity, or with whom it belongs to; storage is kept.
    mutating func reset(entity: EntityKey, owners: [EntityKey: EntityKey] = [:]) {
        for index in 0..<slotKeys.count * plan.streams.count { series[index].removeAll() }
        if slotKeys.count > 1 { slots.removeAll(keepingCapacity: true) }
        slotKeys.removeAll(keepingCapacity: true)
        codes.removeAll()
        forgetVectors()
        if !textVectors.isEmpty { textVectors.removeAll(keepingCapacity: true) }
        self.owners = owners
        addSlot(owners[entity] ?? entity)
    }

    /// Forgets the events from an index on, in O(streams x log events).
    mutating func removeAll(from index: Int) {
        forgetVectors()
        for place in 0..<slotKeys.count * plan.streams.count { series[place].removeAll(from: index) }
    }

    private mutating func forgetVectors() {
        for group in vectorAnswers.indices { vectorAnswers[group] = nil }
    }

    /// Puts the next event in order into the series it belongs to.
    mutating func place(_ event: Event, index: Int) {
        forgetVectors()
        // Made for whom something is kept alone: a slot has a series of each stream.
        var slot: Int? = owner(of: event.subject) == slotKeys[0] ? 0 : nil
        for group in plan.groups(ofKind: event.kind) where plan.groups[group].filter.passes(event) {
            for stream in plan.groups[group].streams where slot == 0 || plan.streams[stream].servesLinks {
                guard let (number, code) = content(plan.streams[stream].payload, of: event) else { continue }
                let own = slot ?? self.slot(of: event.subject)
                slot = own
                series[own * plan.streams.count + stream].append(
                    occurredAt: event.occurredAt.microseconds, recordedAt: event.recordedAt.microseconds,
                    event: Int32(index), number: number, code: code)
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
            return event.attributes[name].map { (0, codes.code(of: $0)) }
        case .category(let name):
            guard let value = event.attributes[name] else { return nil }
            if case .link = value { return nil }
            return (0, codes.code(of: value))
        case .text(let name):
            guard let value = event.attributes[name], case .text = value else { return nil }
            return (0, codes.code(of: value))
        case .kind:
            return (0, Int32(plan.stepKinds.firstIndex(of: event.kind) ?? -1))
        case .channel:
            return event.channel.isEmpty ? nil : (0, codes.code(of: .text(event.channel)))
        case .isChannel(let channel):
            return event.channel.isEmpty ? nil : (0, event.channel == channel ? 1 : 0)
        case .link(let name):
            guard case .link(let key)? = event.attributes[name] else { return nil }
            return (0, Int32(slot(of: key)))
        case .token(let embedder):
            guard case .events(let vectors) = plan.embedders[embedder] else { return nil }
            let value = vectors.attribute.flatMap { event.attributes[$0]?.tokenValue }
            return vectors.code(ofKind: event.kind, value: value).map { (0, $0) }
        }
    }

    /// The slot of whom a key belongs to, made when it is new.
    mutating func slot(of key: EntityKey) -> Int {
        let key = owner(of: key)
        if slotKeys[0] == key { return 0 }
        if let slot = slots[key] { return slot }
        slots[key] = slotKeys.count
        addSlot(key)
        return slotKeys.count - 1
    }

    private func owner(of key: EntityKey) -> EntityKey { owners.isEmpty ? key : owners[key] ?? key }

    private mutating func addSlot(_ key: EntityKey) {
        slotKeys.append(key)
        if slotKeys.count * plan.streams.count > series.count {
            for stream in plan.streams { series.append(stream.series) }
        }
    }
}
