extension EventSeries {
    /// The sessions of an extent: runs of known events in which none follows the one before by more than the gap.
    struct Sessions {
        /// How many there are.
        var count = 0
        /// How many events they have together.
        var events = 0
        /// The sum of their lengths from first to last event, in microseconds.
        var length: Int64 = 0
        /// When the last one began.
        var lastStart: Int64 = 0
    }

    /// The sessions of an extent, in O(events in the window).
    func sessions(_ extent: Extent, knownBefore cutoff: Int64, gap: Int64) -> Sessions {
        var sessions = Sessions()
        var previous: Int64?
        forEachKnown(extent, before: cutoff) { index in
            let time = occurredAt[index]
            if let previous, time - previous <= gap {
                sessions.length += time - previous
            } else {
                sessions.count += 1
                sessions.lastStart = time
            }
            sessions.events += 1
            previous = time
        }
        return sessions
    }
}
