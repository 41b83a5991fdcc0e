internal import Features
internal import Storage

/// A request that was answered and is to be told to the collector: no path, no body and no value of a lead.
struct RecordedRequest: Sendable {
    /// The daemon's span.
    let context: TraceContext
    /// The span of whoever asked; 0 for the beginning of a trace.
    let parent: UInt64
    let method: String
    /// The template; nil for what has no resource.
    let route: String?
    let status: Int
    /// By the host's time of day.
    let begin: Instant
    let start: MonotonicTime
    let end: MonotonicTime
    let steps: [RequestTrace.Step]
    /// Who answered; nil where no model did.
    let model: MeterLabels?
    /// What the answer is called, as the log of decisions has it; nil where it has no name.
    let decision: Digest?
    /// The pseudonym of the lead that was answered about; nil where there is none.
    let pseudonym: String?
}
