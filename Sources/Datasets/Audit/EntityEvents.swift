internal import Features

/// The events of one entity, those of keys that belong to it among them, told to the checks.
struct EntityEvents {
    let entity: EntityKey
    /// By recordedAt.
    let events: [Event]
    /// The place of each event's kind in the scene's list; -1 for a kind that no contract names.
    let kinds: [Int]
    /// The number that each event's id ends with, or -1.
    let numbers: [Int64]
    /// When the outcome occurred, ascending.
    let outcomes: [Instant]
}
