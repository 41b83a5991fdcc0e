extension FeatureFold {
    /// What must be remembered of the entity to answer questions from a time on.
    ///
    /// An event is forgotten when it lies before the windows of all features that could look at it. A feature without a
    /// window and one that looks at the value before its window keep all events that they count, and one that goes by a
    /// link all that carry it; a calendar feature of the cutoff keeps none. With an identity everybody's events are kept as
    /// if they were the entity's own, and all that say whom a key belongs to.
    ///
    /// - Parameter definitions: what the state says the features were, such as their digest.
    /// - Precondition: `reset(entity:)` was called.
    /// - Complexity: O(series x events).
    public mutating func state(from time: Instant, definitions: String) -> FoldState {
        seal(at: time.microseconds)
        // Any key may turn out to be the entity's, and so may its events.
        if set.identity != nil { pool() }
        let starts = engine.plan.earliestTimes(from: time.microseconds)
        var isKept = [Bool](repeating: false, count: events.count)
        for (place, series) in engine.series.prefix(engine.slotKeys.count * starts.count).enumerated() {
            let start = starts[place % starts.count]
            for index in 0..<series.count where series.occurredAt[index] >= start {
                isKept[Int(series.event[index])] = true
            }
        }
        if let identity = set.identity {
            for index in events.indices where identity.statement(of: events[index]) != nil {
                isKept[index] = true
            }
        }
        return FoldState(
            entity: entity ?? engine.slotKeys[0], definitions: definitions, from: time,
            events: zip(events, isKept).filter(\.1).map(\.0))
    }
}

extension FeaturePlan {
    /// By stream, the earliest occurrence that a question from a time on can look at; the greatest number for a stream
    /// without questions.
    func earliestTimes(from time: Int64) -> [Int64] {
        var starts = [Int64](repeating: .max, count: streams.count)
        for output in outputs where output.calendar?.moment != .cutoff {
            let start = output.looksBeforeWindow ? nil : output.window.map { time - $0 - output.against }
            starts[output.stream] = min(starts[output.stream], start ?? .min)
            if let link = output.link { starts[link] = .min }
        }
        return starts
    }
}

extension FeaturePlan.Output {
    /// Whether the value depends on an event before the window.
    fileprivate var looksBeforeWindow: Bool { kind == .changes || kind == .timeSinceChange }
}
