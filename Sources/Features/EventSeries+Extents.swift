extension EventSeries {
    /// The window `[start, end)` by `occurredAt` of what is known before `cutoff`, in O(log n).
    ///
    /// Events at the window's end that are not known yet are left out of it.
    func extent(from start: Int64, to end: Int64, knownBefore cutoff: Int64) -> Extent {
        var upper = firstIndex { occurredAt[$0] >= end }
        let lower = start == .min ? 0 : min(upper, firstIndex { occurredAt[$0] >= start })
        let solid = min(max(firstIndex { reach[$0] >= cutoff }, lower), upper)
        while upper > solid, knownAt[upper - 1] >= cutoff { upper -= 1 }
        return Extent(lower: lower, solid: solid, upper: upper)
    }

    /// Calls the body with the index of each known event of the extent, in order.
    @inline(__always)
    func forEachKnown(_ extent: Extent, before cutoff: Int64, _ body: (Int) -> Void) {
        for index in extent.lower..<extent.solid { body(index) }
        for index in extent.solid..<extent.upper where knownAt[index] < cutoff { body(index) }
    }

    /// The number of known events in the extent: O(1) plus those to be looked at.
    func count(_ extent: Extent, knownBefore cutoff: Int64) -> Int {
        var count = extent.solid - extent.lower
        for index in extent.solid..<extent.upper where knownAt[index] < cutoff { count += 1 }
        return count
    }

    /// The index of the first known event of the extent.
    func first(_ extent: Extent, knownBefore cutoff: Int64) -> Int? {
        if extent.lower < extent.solid { return extent.lower }
        for index in extent.solid..<extent.upper where knownAt[index] < cutoff { return index }
        return nil
    }

    /// The index of the last known event of the extent, in O(1): its end is known.
    func last(_ extent: Extent) -> Int? {
        extent.lower < extent.upper ? extent.upper - 1 : nil
    }
}
