/// How a feature came by its value: the evidence that no later event had a part in it.
///
/// Holds what events' attributes say, and so may hold personal data: it is for the terminal of someone who may
/// read the events, or for an audit that takes the times and leaves the values.
public struct FeatureTrace: Equatable, Sendable {
    /// The feature's name.
    public var feature: String
    /// The entity it is of.
    public var entity: EntityKey
    /// The linked entity whose events count in its place, or those of the others linked to it, if the feature goes by
    /// a link that was known.
    public var linkedTo: EntityKey?
    /// When it was asked: nothing that occurred or was recorded at or after it counts.
    public var cutoff: Instant
    /// From when events count, by when they occurred; nil for all of them.
    public var start: Instant?
    /// The value, the same as `FeatureFold.values(at:)` gives.
    public var value: FeatureValue
    /// What reading it found.
    public var status: FeatureStatus
    /// The events that entered the value, in the order of events.
    public var counted: [Entry]
    /// The events in the same span that were not yet recorded at the cutoff, in the order of events.
    public var withheld: [Entry]
    /// What was done with the events, a line a step.
    public var steps: [String]

    /// An event in a trace.
    public struct Entry: Equatable, Sendable {
        /// The event's id.
        public var id: String
        /// The event's source.
        public var source: String
        /// The event's kind.
        public var kind: String
        /// The event's channel; empty when it names none.
        public var channel: String
        /// When it happened.
        public var occurredAt: Instant
        /// When it was recorded.
        public var recordedAt: Instant
        /// The value of the feature's attribute, if it has one.
        public var value: AttributeValue?
    }
}
