public import Features

extension EventLog {
    /// The features of entities at cutoffs, by the fold that scores live, too.
    ///
    /// - Parameter cases: entities and cutoffs in any order, none twice.
    /// - Returns: a row a case, by cutoff, then entity.
    /// - Complexity: O(events + cases x features x log events).
    public func frame(_ features: FeatureSet, of cases: [(entity: EntityKey, cutoff: Instant)])
        -> FeatureFrame
    {
        var cutoffs: [EntityKey: [Instant]] = [:]
        for item in cases { cutoffs[item.entity, default: []].append(item.cutoff) }
        var builder = FeatureFrameBuilder(features)
        for entity in cutoffs.keys.sorted() {
            builder.add(
                entity: entity, events: events(of: entity, for: features),
                cutoffs: (cutoffs[entity] ?? []).sorted())
        }
        return builder.frame()
    }
}
