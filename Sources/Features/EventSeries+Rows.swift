extension EventSeries {
    /// Takes the times of rows, in place of all events.
    ///
    /// - Parameters: the rows; when each row of the entity happened.
    /// - Complexity: O(rows).
    mutating func take(_ rows: Span<Int32>, occurredAt times: Span<Int64>) {
        removeAll()
        grow(to: rows.count)
        Self.gather(rows, times, &occurredAt, &event)
        count = rows.count
    }

    /// Takes the rows with a number, in place of all events.
    mutating func take(_ rows: Span<Int32>, occurredAt times: Span<Int64>, numbers: Span<Double>) {
        removeAll()
        // One more, since an element is written before it is known whether it stays.
        grow(to: rows.count + 1)
        count = Self.gather(rows, times, numbers, &occurredAt, &event, &number, &sum)
    }

    /// Takes the rows with a code, in place of all events.
    mutating func take(_ rows: Span<Int32>, occurredAt times: Span<Int64>, codes: Span<Int32>, base: Int32) {
        removeAll()
        grow(to: rows.count + 1)
        count = Self.gather(rows, times, codes, base, &occurredAt, &event, &code)
    }

    /// Fills what the rows taken are missing yet.
    ///
    /// - Parameter recordedAt: when each row of the entity was recorded; nil if every question is about windows of
    ///   which all is known.
    mutating func finish(recordedAt: Span<Int64>?) {
        if countsCodes { linkCodes(from: 0) }
        if countsDays { countDays(from: 0) }
        guard let recordedAt else { return }
        var latest = Int64.min
        for index in 0..<count {
            let known = max(occurredAt[index], recordedAt[Int(event[index])])
            latest = max(latest, known)
            knownAt[index] = known
            reach[index] = latest
        }
    }

    private static func gather(
        _ rows: Span<Int32>, _ times: Span<Int64>, _ occurredAt: inout [Int64], _ event: inout [Int32]
    ) {
        var occurred = occurredAt.mutableSpan
        var events = event.mutableSpan
        for index in 0..<rows.count {
            let row = rows[index]
            occurred[index] = times[Int(row)]
            events[index] = row
        }
    }

    private static func gather(
        _ rows: Span<Int32>, _ times: Span<Int64>, _ numbers: Span<Double>, _ occurredAt: inout [Int64],
        _ event: inout [Int32], _ number: inout [Double], _ sum: inout [Double]
    ) -> Int {
        var occurred = occurredAt.mutableSpan
        var events = event.mutableSpan
        var values = number.mutableSpan
        var sums = sum.mutableSpan
        var kept = 0
        var total = 0.0
        for index in 0..<rows.count {
            let row = rows[index]
            let value = numbers[Int(row)]
            occurred[kept] = times[Int(row)]
            events[kept] = row
            values[kept] = value
            let isThere = !value.isNaN
            total = isThere ? total + value : total
            sums[kept] = total
            kept &+= isThere ? 1 : 0
        }
        return kept
    }

    private static func gather(
        _ rows: Span<Int32>, _ times: Span<Int64>, _ codes: Span<Int32>, _ base: Int32,
        _ occurredAt: inout [Int64], _ event: inout [Int32], _ code: inout [Int32]
    ) -> Int {
        var occurred = occurredAt.mutableSpan
        var events = event.mutableSpan
        var values = code.mutableSpan
        var kept = 0
        for index in 0..<rows.count {
            let row = rows[index]
            let value = codes[Int(row)]
            occurred[kept] = times[Int(row)]
            events[kept] = row
            values[kept] = value &+ base
            kept &+= value >= 0 ? 1 : 0
        }
        return kept
    }
}
