extension EventSeries {
    /// The number of pairs of a known event with the one code and one with the other, at most `within` apart, in
    /// either order.
    ///
    /// - Complexity: O(events in the window).
    func pairs(
        _ extent: Extent, knownBefore cutoff: Int64, of one: Int32, and other: Int32, within: Int64
    ) -> Int {
        var pairs = 0
        // Of either code, the events close enough before the current one: those seen less those left behind.
        var near = (one: 0, other: 0)
        var tail = extent.lower
        forEachKnown(extent, before: cutoff) { index in
            let time = occurredAt[index]
            while occurredAt[tail] < time - within {
                if knownAt[tail] < cutoff {
                    if code[tail] == one { near.one -= 1 }
                    if code[tail] == other { near.other -= 1 }
                }
                tail += 1
            }
            if code[index] == one {
                pairs += near.other
                near.one += 1
            } else if code[index] == other {
                pairs += near.one
                near.other += 1
            }
        }
        return pairs
    }

    /// The number of places where consecutive known events have the codes of the steps, neighbours at most `within`
    /// apart.
    ///
    /// Bit j of the state says that the latest j + 1 events have the codes of the first j + 1 steps.
    ///
    /// - Complexity: O(events in the window x steps).
    func runs(
        _ extent: Extent, knownBefore cutoff: Int64, of steps: [Int32], within: Int64
    ) -> Int {
        let complete = 1 << (steps.count - 1)
        var count = 0
        var state = 0
        var previous = Int64.max
        forEachKnown(extent, before: cutoff) { index in
            let time = occurredAt[index]
            if previous != .max, time - previous > within { state = 0 }
            previous = time
            state = ((state << 1) | 1) & (2 * complete - 1)
            for (place, step) in steps.enumerated() where step != code[index] {
                state &= ~(1 << place)
            }
            if state & complete != 0 { count += 1 }
        }
        return count
    }

    /// How often the steps were gone through in order, other events between them left aside and neighbours at most
    /// `within` apart; no event has a part in two of the passages, which are counted as early as they are complete.
    ///
    /// Of each part of the steps the latest end is kept: whatever comes next is nearest to it.
    ///
    /// - Complexity: O(events in the window x steps).
    func passages(
        _ extent: Extent, knownBefore cutoff: Int64, through steps: [Int32], within: Int64
    ) -> Int {
        var count = 0
        var ends = [Int64?](repeating: nil, count: steps.count)
        forEachKnown(extent, before: cutoff) { index in
            let time = occurredAt[index]
            // From the last step on, so that one event is not taken for two.
            for place in steps.indices.reversed() where steps[place] == code[index] {
                if place == 0 {
                    ends[0] = time
                } else if let end = ends[place - 1], time - end <= within {
                    ends[place] = time
                }
            }
            if ends[steps.count - 1] != nil {
                count += 1
                for place in steps.indices { ends[place] = nil }
            }
        }
        return count
    }
}
