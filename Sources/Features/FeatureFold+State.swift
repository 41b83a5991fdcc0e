extension FeatureFold {
    /// What must be remembered of the entity to answer questions from a time on.
    ///
    /// An event is forgotten when it lies before the windows of all features that could look at it. A feature without a
    /// window, one that goes by a link, and one that looks at the value before its window keep all their events.
    ///
    /// - Precondition: `reset(entity:)` was called.
    /// - Complexity: O(series x events).
    public mutating func state(from time: Instant) -> FoldState {
        seal()
        let starts = engine.plan.earliestTimes(from: time.microseconds)
        var isKept = [Bool](repeating: false, count: events.count)
        for (place, series) in engine.series.prefix(engine.slotKeys.count * starts.count).enumerated() {
            let start = starts[place % starts.count]
            for index in 0..<series.count where series.occurredAt[index] >= start {
                isKept[Int(series.event[index])] = true
            }
        }
        return FoldState(
            entity: engine.slotKeys[0], from: time, events: zip(events, isKept).filter(\.1).map(\.0))
    }

    /// Creates a fold that goes on from a state: from its time on it has the same values.
    public init(_ set: FeatureSet, _ state: FoldState) {
        self.init(set)
        reset(entity: state.entity)
        record(state.events)
    }
}

extension FeaturePlan {
    /// By stream, the earliest occurrence that a question from a time on can look at; the greatest number for a stream
    /// without questions.
    func earliestTimes(from time: Int64) -> [Int64] {
        var starts = [Int64](repeating: .max, count: streams.count)
        for output in outputs {
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
