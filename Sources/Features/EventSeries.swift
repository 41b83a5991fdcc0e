/// The events of one entity that pass one filter, in the order of events, ready to be asked at any time.
///
/// What is known at a cutoff is not always a prefix, since events may be recorded late. `reach`, the running
/// maximum of `knownAt`, tells by binary search up to where all events are known; only those after that
/// point are looked at one by one.
struct EventSeries: Sendable {
    /// An event's place in the series.
    struct Element: Sendable {
        /// When it happened, in microseconds.
        var occurredAt: Int64
        /// The later of happening and being recorded: known at t if before t.
        var knownAt: Int64
        /// The greatest `knownAt` up to here.
        var reach: Int64
        /// The attribute's number, or 0.
        var number: Double
        /// The sum of the numbers up to here, in order.
        var sum: Double
        /// The event's index in the fold.
        var event: Int32
        /// The code of the attribute's value, the slot a link leads to, or 0.
        var code: Int32
    }

    /// The indices of a window: `lower..<solid` are all known, `solid..<upper` must be looked at.
    struct Extent {
        var lower: Int
        var solid: Int
        var upper: Int
    }

    private(set) var elements: [Element] = []

    /// Appends the next event in order.
    mutating func append(_ event: Event, index: Int, number: Double, code: Int32) {
        let knownAt = max(event.occurredAt, event.recordedAt).microseconds
        let last = elements.last
        elements.append(
            Element(
                occurredAt: event.occurredAt.microseconds, knownAt: knownAt,
                reach: max(knownAt, last?.reach ?? knownAt), number: number, sum: (last?.sum ?? 0) + number,
                event: Int32(index), code: code))
    }

    /// Forgets all events and keeps the storage.
    mutating func removeAll() { elements.removeAll(keepingCapacity: true) }

    /// The window `[start, end)` by `occurredAt` of what is known before `cutoff`, in O(log n).
    func extent(from start: Int64, to end: Int64, knownBefore cutoff: Int64) -> Extent {
        let upper = firstIndex { $0.occurredAt >= end }
        let lower = start == .min ? 0 : min(upper, firstIndex { $0.occurredAt >= start })
        let solid = firstIndex { $0.reach >= cutoff }
        return Extent(lower: lower, solid: min(max(solid, lower), upper), upper: upper)
    }

    /// The number of known events in the extent: O(1) plus those to be looked at.
    func count(_ extent: Extent, knownBefore cutoff: Int64) -> Int {
        var count = extent.solid - extent.lower
        for index in extent.solid..<extent.upper where elements[index].knownAt < cutoff { count += 1 }
        return count
    }

    /// The first known element of the extent.
    func first(_ extent: Extent, knownBefore cutoff: Int64) -> Element? {
        if extent.lower < extent.solid { return elements[extent.lower] }
        for index in extent.solid..<extent.upper where elements[index].knownAt < cutoff {
            return elements[index]
        }
        return nil
    }

    /// The last known element of the extent.
    func last(_ extent: Extent, knownBefore cutoff: Int64) -> Element? {
        var index = extent.upper
        while index > extent.solid {
            index -= 1
            if elements[index].knownAt < cutoff { return elements[index] }
        }
        return extent.lower < extent.solid ? elements[extent.solid - 1] : nil
    }

    /// The index of the first element of which a condition that stays true holds, in O(log n).
    private func firstIndex(where condition: (Element) -> Bool) -> Int {
        var lower = 0
        var upper = elements.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if condition(elements[middle]) { upper = middle } else { lower = middle + 1 }
        }
        return lower
    }
}
