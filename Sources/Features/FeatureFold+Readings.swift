extension FeatureFold {
    /// What reading each feature found at a cutoff, in the order of the set.
    ///
    /// - Parameter values: what `values(at:)` gave for the same cutoff.
    /// - Complexity: O(features x events).
    public mutating func readings(of values: [FeatureValue], at cutoff: Instant) -> [FeatureReading] {
        seal(at: cutoff.microseconds)
        return set.features.indices.map { place in
            let definition = set.features[place].definition
            let output = engine.plan.outputs[place]
            let start = output.window.map { cutoff.microseconds - $0 - output.against }
            var newest: Int64?
            if !definition.isOfCutoff, let series = engine.source(of: output, at: cutoff.microseconds) {
                for index in 0..<series.count
                where series.occurredAt[index] < cutoff.microseconds
                    && series.occurredAt[index] >= start ?? .min
                    && series.knownAt[index] < cutoff.microseconds
                {
                    newest = max(newest ?? .min, series.occurredAt[index])
                }
            }
            var linked: EntityKey?
            if definition.via != nil {
                linked = output.link
                    .flatMap { engine.linkedSlot(of: 0, by: $0, at: cutoff.microseconds) }
                    .map { engine.slotKeys[$0] }
            }
            let status = status(
                of: values[place], hasCounted: newest != nil, linkedTo: linked, at: cutoff,
                from: start.map { Instant(microseconds: $0) }, definition, output)
            return FeatureReading(status: status, newest: newest.map { Instant(microseconds: $0) })
        }
    }
}
