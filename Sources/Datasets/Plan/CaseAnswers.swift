public import Features

/// All cases of a log with their answers, before slices are cut.
public struct CaseAnswers: Equatable, Sendable {
    /// The cases by cutoff, then entity.
    public let cases: [Case]
    /// The first instant of which the outcome's source knows nothing; labels that end later are immature.
    public let horizon: Instant
    /// The days of the cutoffs in the pipeline's zone.
    let days: ZonedDays
}
