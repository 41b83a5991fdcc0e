extension EventSeries {
    /// The standard deviation of the known numbers of the extent in the sample, n - 1 below; nil for less than two.
    ///
    /// Two passes in order: the mean, then the squares of what is left. O(events in the window).
    func standardDeviation(_ extent: Extent, knownBefore cutoff: Int64) -> Double? {
        let count = count(extent, knownBefore: cutoff)
        guard count > 1 else { return nil }
        let mean = sum(extent, knownBefore: cutoff) / Double(count)
        var squares = 0.0
        forEachKnown(extent, before: cutoff) { index in
            let distance = number[index] - mean
            squares += distance * distance
        }
        return (squares / Double(count - 1)).squareRoot()
    }

    /// The least-squares slope per day of the known numbers of the extent over the time of their events; nil if
    /// they are of less than two times.
    ///
    /// Times count from the first event, so that no digits are lost. O(events in the window).
    func slope(_ extent: Extent, knownBefore cutoff: Int64) -> Double? {
        let count = Double(count(extent, knownBefore: cutoff))
        guard count > 1, let first = first(extent, knownBefore: cutoff) else { return nil }
        var days = 0.0
        forEachKnown(extent, before: cutoff) { index in
            days += TimeSpan(microseconds: occurredAt[index] - occurredAt[first]).inDays
        }
        let meanDays = days / count
        let meanNumber = sum(extent, knownBefore: cutoff) / count
        var products = 0.0
        var squares = 0.0
        forEachKnown(extent, before: cutoff) { index in
            let distance =
                TimeSpan(microseconds: occurredAt[index] - occurredAt[first]).inDays - meanDays
            products += distance * (number[index] - meanNumber)
            squares += distance * distance
        }
        return squares > 0 ? products / squares : nil
    }

    /// The least-squares slope per day of the events a day, counted in spans of `bucket` from `start` on.
    ///
    /// The events' distances from the middle are whole numbers, so that their sum is exact in any order.
    ///
    /// - Precondition: the extent is that of `bucketCount` whole buckets, two or more.
    /// - Complexity: O(events in the window).
    func trend(
        _ extent: Extent, knownBefore cutoff: Int64, from start: Int64, bucket: Int64, bucketCount: Int
    ) -> Double {
        var moment = 0
        forEachKnown(extent, before: cutoff) { index in
            moment += 2 * Int((occurredAt[index] - start) / bucket) - (bucketCount - 1)
        }
        let days = TimeSpan(microseconds: bucket).inDays
        return 6 * Double(moment) / (days * days * Double(bucketCount * (bucketCount * bucketCount - 1)))
    }
}
