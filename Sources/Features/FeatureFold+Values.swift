extension FeatureFold {
    /// The values of all features at a cutoff, in the order of the set.
    ///
    /// - Complexity: O(features x log n) for counts, sums, first and last events; windowed sums and the kinds
    ///   that look at each value take O(events in the window). Late records add O(events after the first
    ///   one that is not known yet).
    public mutating func values(at cutoff: Instant) -> [FeatureValue] {
        var values: [FeatureValue] = []
        write(at: cutoff, into: &values)
        return values
    }

    /// Replaces the buffer's contents with the values at a cutoff, as `values(at:)`.
    public mutating func write(at cutoff: Instant, into buffer: inout [FeatureValue]) {
        seal(at: cutoff.microseconds)
        buffer.removeAll(keepingCapacity: true)
        buffer.reserveCapacity(engine.plan.outputs.count)
        for output in engine.plan.outputs {
            buffer.append(engine.value(of: output, at: cutoff.microseconds))
        }
    }
}
