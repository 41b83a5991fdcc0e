extension EventSeries {
    /// The sum of the known numbers of the extent, from zero, in order.
    ///
    /// From the beginning it is the running sum, with the same bits; a window is summed anew, since a
    /// difference of running sums would round otherwise. O(1), or O(events in the window).
    func sum(_ extent: Extent, knownBefore cutoff: Int64) -> Double {
        var sum = 0.0
        var position = extent.lower
        if extent.lower == 0, extent.solid > 0 {
            sum = elements[extent.solid - 1].sum
            position = extent.solid
        }
        for index in position..<extent.upper where elements[index].knownAt < cutoff {
            sum += elements[index].number
        }
        return sum
    }

    /// The known number of the extent that no other one precedes, in O(events in the window).
    func extreme(
        _ extent: Extent, knownBefore cutoff: Int64, is precedes: (Double, Double) -> Bool
    ) -> Double? {
        var extreme: Double?
        for index in extent.lower..<extent.upper where elements[index].knownAt < cutoff {
            let number = elements[index].number
            if extreme.map({ precedes(number, $0) }) ?? true { extreme = number }
        }
        return extreme
    }

    /// The number of different UTC days among the extent's known events, in O(events in the window).
    func activeDays(_ extent: Extent, knownBefore cutoff: Int64) -> Int {
        var count = 0
        var latest = Int.min
        for index in extent.lower..<extent.upper where elements[index].knownAt < cutoff {
            let day = Instant(microseconds: elements[index].occurredAt).dayNumber
            if day != latest { count += 1 }
            latest = day
        }
        return count
    }
}
