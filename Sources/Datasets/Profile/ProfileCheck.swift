/// What a profile looks for.
public enum ProfileCheck: String, Codable, CaseIterable, Sendable {
    /// Accepted, quarantined and duplicate rows do not add up to the rows read.
    case reconciliation
    /// Rows are set aside.
    case quarantine
    /// Rows without an id are in several files of a source.
    case repeatedRows
    /// A mapping dictionary does not know some texts.
    case unmapped
    /// The number of events a week steps up or down.
    case volumeStep
    /// The share of missing values of a field steps up or down.
    case nullStep
    /// The values of a field step to another distribution.
    case valueStep
    /// The hours of the day at which a source's events lie step to others.
    case hourStep
    /// A source is silent on days when it never was.
    case silence
    /// A category appears that was never there before.
    case newValue
    /// A category is gone that was always there.
    case vanishedValue
    /// Numbers lie far outside the rest.
    case outliers
    /// An event was recorded before it occurred.
    case recordedBeforeOccurred
    /// An event occurred after the data end.
    case occurredInFuture
    /// Events lie years away from all others.
    case farTime
    /// An event of an entity occurred before the one that creates it.
    case beforeCreation
    /// An answer occurred before what it answers.
    case replyBeforeMessage
    /// The outcome occurred before the event that the question is anchored at.
    case outcomeBeforeAnchor
    /// A source's days run some hours before or after those of the others.
    case shiftedHours
    /// A source's day moves by an hour when the clocks change.
    case daylightSaving
    /// Times of day are all, or often, midnight.
    case midnight
    /// Entities act faster than people can.
    case superhumanRate
    /// Entities act at a constant interval.
    case constantInterval
    /// Entities are active around the clock.
    case roundTheClock
    /// Reactions follow a message within seconds.
    case instantReaction
    /// A gate of the pipeline's `quality` section does not hold.
    case qualityGate
}
