public import Features

/// The question whether one entity, as known at one time, will have the outcome.
public struct Case: Equatable, Sendable {
    /// Of whom.
    public var entity: EntityKey
    /// As known when.
    public var cutoff: Instant
    /// The first instant of the label's window.
    public var labelStart: Instant
    /// The first instant after the label's window and the time it takes to mature.
    public var labelEnd: Instant
    /// The answer.
    public var label: Label
    /// Why an excluded case is no question; nil for the others.
    public var reason: String?
    /// The slice that uses the case; nil when none does.
    public var slice: SliceName?
    /// Why no slice uses a case that lies in one, or nil.
    public var omission: Omission?

    /// The answer.
    public enum Label: String, Codable, Sendable {
        /// The outcome occurred in the window.
        case positive
        /// It did not, or another end came first.
        case negative
        /// The window, or the time to mature, ends after the data: nobody can say yet.
        case immature
        /// The case is no question: the outcome was known at the cutoff already, or the definition leaves it out.
        case excluded
    }

    /// Why a slice does not use a case.
    public enum Omission: String, Codable, Sendable {
        /// Its label's window reaches into a later slice or the embargo before it.
        case purged
        /// Its entity or group is in another slice, and slices are disjoint.
        case shared
    }
}
