extension EventSeries {
    /// The time between consecutive known events of an extent.
    struct Intervals {
        /// The number of intervals: one less than of events.
        var count = 0
        /// In microseconds; 0 without any.
        var least: Int64 = 0
        /// In microseconds; 0 without any.
        var greatest: Int64 = 0
        /// From the first event to the last, in microseconds.
        var total: Int64 = 0
        /// The sum of the squares of the intervals' distances from their mean, in days squared.
        var squares = 0.0

        /// The mean in days.
        var mean: Double { TimeSpan(microseconds: total).inDays / Double(count) }
        /// The standard deviation in days in the sample; nil for less than two intervals.
        var standardDeviation: Double? {
            count > 1 ? (squares / Double(count - 1)).squareRoot() : nil
        }
    }

    /// The intervals of an extent; nil for less than two events.
    ///
    /// - Complexity: O(events in the window).
    func intervals(_ extent: Extent, knownBefore cutoff: Int64) -> Intervals? {
        var intervals = Intervals()
        var previous: Int64?
        forEachKnown(extent, before: cutoff) { index in
            let time = occurredAt[index]
            if let previous {
                let interval = time - previous
                intervals.least = intervals.count == 0 ? interval : min(intervals.least, interval)
                intervals.greatest = max(intervals.greatest, interval)
                intervals.total += interval
                intervals.count += 1
            }
            previous = time
        }
        guard intervals.count > 0 else { return nil }
        let mean = intervals.mean
        previous = nil
        forEachKnown(extent, before: cutoff) { index in
            let time = occurredAt[index]
            if let previous {
                let distance = TimeSpan(microseconds: time - previous).inDays - mean
                intervals.squares += distance * distance
            }
            previous = time
        }
        return intervals
    }
}
