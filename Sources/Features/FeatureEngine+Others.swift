extension FeatureEngine {
    /// The slots of all other entities of the entity's namespace whose link leads where its own does, as last known at
    /// the cutoff.
    ///
    /// - Complexity: O(slots x log events).
    func others(of output: FeaturePlan.Output, at cutoff: Int64) -> [Int] {
        guard let link = output.link, let target = linkedSlot(of: 0, by: link, at: cutoff) else { return [] }
        return slotKeys.indices.dropFirst().filter {
            slotKeys[$0].namespace == slotKeys[0].namespace
                && linkedSlot(of: $0, by: link, at: cutoff) == target
        }
    }

    /// The events of the others as one series in the order of events, or nil when no link is known.
    ///
    /// - Complexity: O(n log n) of the others' events.
    func othersSeries(of output: FeaturePlan.Output, at cutoff: Int64) -> EventSeries? {
        guard seriesIndex(of: output, at: cutoff) != nil else { return nil }
        var places: [(series: Int, index: Int)] = []
        for slot in others(of: output, at: cutoff) {
            let place = slot * plan.streams.count + output.stream
            for index in 0..<series[place].count { places.append((place, index)) }
        }
        places.sort { series[$0.series].event[$0.index] < series[$1.series].event[$1.index] }
        var pooled = EventSeries(plan.streams[output.stream].payload.content)
        for (place, index) in places { pooled.append(index, of: series[place]) }
        return pooled
    }
}
