extension EventSeries {
    /// The sum of the known numbers of the extent, from zero, in order.
    ///
    /// From the beginning it is the running sum, with the same bits; a window is summed anew, since a
    /// difference of running sums would round otherwise. O(1), or O(events in the window).
    func sum(_ extent: Extent, knownBefore cutoff: Int64) -> Double {
        var total = 0.0
        var rest = extent
        if extent.lower == 0, extent.solid > 0 {
            total = sum[extent.solid - 1]
            rest.lower = extent.solid
        }
        forEachKnown(rest, before: cutoff) { total += number[$0] }
        return total
    }

    /// The least known number of the extent, the first of equal ones, in O(events in the window).
    func minimum(_ extent: Extent, knownBefore cutoff: Int64) -> Double? {
        guard let first = first(extent, knownBefore: cutoff) else { return nil }
        var least = number[first]
        forEachKnown(extent, before: cutoff) { least = number[$0] < least ? number[$0] : least }
        return least
    }

    /// The greatest known number of the extent, the first of equal ones, in O(events in the window).
    func maximum(_ extent: Extent, knownBefore cutoff: Int64) -> Double? {
        guard let first = first(extent, knownBefore: cutoff) else { return nil }
        var greatest = number[first]
        forEachKnown(extent, before: cutoff) { greatest = number[$0] > greatest ? number[$0] : greatest }
        return greatest
    }

    /// The number of different codes among the extent's known events, in O(events in the window).
    func distinct(_ extent: Extent, knownBefore cutoff: Int64, _ marks: inout CodeMarks) -> Int {
        marks.clear()
        var count = 0
        forEachKnown(extent, before: cutoff) { if marks.insert(code[$0]) { count += 1 } }
        return count
    }

    /// The number of different UTC days among the extent's known events, in O(events in the window).
    func activeDays(_ extent: Extent, knownBefore cutoff: Int64) -> Int {
        var count = 0
        var latest = Int.min
        forEachKnown(extent, before: cutoff) { index in
            let day = Instant(microseconds: occurredAt[index]).dayNumber
            if day != latest { count += 1 }
            latest = day
        }
        return count
    }
}
