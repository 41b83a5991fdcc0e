internal import Features

/// One question about an entity: as known when, and from when on the outcome counts.
struct Question: Equatable {
    var cutoff: Instant
    var start: Instant
    /// When the entity's anchor occurred; nil where none is known at the cutoff.
    var anchor: Instant?
}
