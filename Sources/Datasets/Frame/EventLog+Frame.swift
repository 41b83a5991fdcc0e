public import Features
internal import FoundationEssentials

extension EventLog {
    /// The features of entities at cutoffs, by the formulas that score live, too.
    ///
    /// - Parameter cases: entities and cutoffs in any order, none twice.
    /// - Returns: a row a case, by cutoff, then entity.
    /// - Complexity: see `FeatureTableFold`.
    public func frame(_ features: FeatureSet, of cases: [(entity: EntityKey, cutoff: Instant)])
        -> FeatureFrame
    {
        FeatureTableFold(features, table, concurrency: ProcessInfo.processInfo.activeProcessorCount)
            .frame(of: FrameQuestions(cases))
    }
}
