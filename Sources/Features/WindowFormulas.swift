/// The formulas of `EventSeries` for many windows in one loop, all of whose events are known.
///
/// A window is the events from an element of `lowers` to before that of `uppers`. Values go to the places of `out` from
/// `place` on; NaN stands for missing. The bits are those of the formulas for one window.
enum WindowFormulas {
    static func count(
        _ lowers: Span<Int32>, _ uppers: Span<Int32>, _ out: inout MutableSpan<Double>, _ place: Int
    ) {
        for index in 0..<lowers.count { out[place &+ index] = Double(uppers[index] &- lowers[index]) }
    }

    static func sum(
        _ number: [Double], _ sum: [Double], _ lowers: Span<Int32>, _ uppers: Span<Int32>,
        _ out: inout MutableSpan<Double>, _ place: Int
    ) {
        let numbers = number.span
        let sums = sum.span
        for index in 0..<lowers.count {
            let total = total(numbers, sums, Int(lowers[index]), Int(uppers[index]))
            out[place &+ index] = total.isFinite ? total : .nan
        }
    }

    static func mean(
        _ number: [Double], _ sum: [Double], _ lowers: Span<Int32>, _ uppers: Span<Int32>,
        _ out: inout MutableSpan<Double>, _ place: Int
    ) {
        let numbers = number.span
        let sums = sum.span
        for index in 0..<lowers.count {
            let (lower, upper) = (Int(lowers[index]), Int(uppers[index]))
            // Without events this is 0 / 0, which is NaN.
            let mean = total(numbers, sums, lower, upper) / Double(upper &- lower)
            out[place &+ index] = mean.isFinite ? mean : .nan
        }
    }

    @inline(__always)
    private static func total(_ numbers: Span<Double>, _ sums: Span<Double>, _ lower: Int, _ upper: Int)
        -> Double
    {
        if lower == 0 { return upper > 0 ? sums[upper &- 1] : 0 }
        var total = 0.0
        for index in lower..<upper { total += numbers[index] }
        return total
    }

    static func minimum(
        _ number: [Double], _ lowers: Span<Int32>, _ uppers: Span<Int32>,
        _ out: inout MutableSpan<Double>, _ place: Int
    ) {
        let numbers = number.span
        for index in 0..<lowers.count {
            let (lower, upper) = (Int(lowers[index]), Int(uppers[index]))
            var least = lower < upper ? numbers[lower] : .nan
            for index in lower..<upper { least = numbers[index] < least ? numbers[index] : least }
            out[place &+ index] = least
        }
    }

    static func maximum(
        _ number: [Double], _ lowers: Span<Int32>, _ uppers: Span<Int32>,
        _ out: inout MutableSpan<Double>, _ place: Int
    ) {
        let numbers = number.span
        for index in 0..<lowers.count {
            let (lower, upper) = (Int(lowers[index]), Int(uppers[index]))
            var greatest = lower < upper ? numbers[lower] : .nan
            for index in lower..<upper { greatest = numbers[index] > greatest ? numbers[index] : greatest }
            out[place &+ index] = greatest
        }
    }

    static func distinct(
        _ previous: [Int32], _ lowers: Span<Int32>, _ uppers: Span<Int32>,
        _ out: inout MutableSpan<Double>, _ place: Int
    ) {
        let previous = previous.span
        for index in 0..<lowers.count {
            let lower = lowers[index]
            let inside = previous.extracting(Int(lower)..<Int(uppers[index]))
            var count: Int32 = 0
            // The sign of the difference, since a comparison becomes a branch that nobody can foresee.
            for event in 0..<inside.count { count &-= (inside[event] &- lower) >> 31 }
            out[place &+ index] = Double(count)
        }
    }

    static func activeDays(
        _ dayCount: [Int32], _ lowers: Span<Int32>, _ uppers: Span<Int32>,
        _ out: inout MutableSpan<Double>, _ place: Int
    ) {
        let days = dayCount.span
        for index in 0..<lowers.count {
            let (lower, upper) = (Int(lowers[index]), Int(uppers[index]))
            out[place &+ index] = lower < upper ? Double(days[upper &- 1] &- days[lower] &+ 1) : 0
        }
    }

    static func timeSinceLast(
        _ occurredAt: [Int64], _ lowers: Span<Int32>, _ uppers: Span<Int32>, _ cutoffs: Span<Int64>,
        _ out: inout MutableSpan<Double>, _ place: Int
    ) {
        let times = occurredAt.span
        for index in 0..<lowers.count {
            let last = Int(uppers[index]) &- 1
            out[place &+ index] =
                Int(lowers[index]) <= last
                ? TimeSpan(microseconds: cutoffs[index] &- times[last]).inDays : .nan
        }
    }

    static func timeSinceFirst(
        _ occurredAt: [Int64], _ lowers: Span<Int32>, _ uppers: Span<Int32>, _ cutoffs: Span<Int64>,
        _ out: inout MutableSpan<Double>, _ place: Int
    ) {
        let times = occurredAt.span
        for index in 0..<lowers.count {
            out[place &+ index] =
                lowers[index] < uppers[index]
                ? TimeSpan(microseconds: cutoffs[index] &- times[Int(lowers[index])]).inDays : .nan
        }
    }

    static func meanInterval(
        _ occurredAt: [Int64], _ lowers: Span<Int32>, _ uppers: Span<Int32>,
        _ out: inout MutableSpan<Double>, _ place: Int
    ) {
        let times = occurredAt.span
        for index in 0..<lowers.count {
            let (first, last) = (Int(lowers[index]), Int(uppers[index]) &- 1)
            out[place &+ index] =
                first < last
                ? TimeSpan(microseconds: times[last] &- times[first]).inDays / Double(last &- first) : .nan
        }
    }

    static func lastNumber(
        _ number: [Double], _ lowers: Span<Int32>, _ uppers: Span<Int32>,
        _ out: inout MutableSpan<Double>, _ place: Int
    ) {
        let numbers = number.span
        for index in 0..<lowers.count {
            out[place &+ index] =
                lowers[index] < uppers[index] ? numbers[Int(uppers[index]) &- 1] : .nan
        }
    }

    /// The ratio of events a day in the windows and in the spans before them, which begin at `befores`.
    static func ratio(
        _ befores: Span<Int32>, _ lowers: Span<Int32>, _ uppers: Span<Int32>, window: Double,
        against: Double, _ out: inout MutableSpan<Double>, _ place: Int
    ) {
        for index in 0..<lowers.count {
            let earlier = lowers[index] &- befores[index]
            let recent = uppers[index] &- lowers[index]
            out[place &+ index] =
                earlier > 0 ? (Double(recent) / window) / (Double(earlier) / against) : .nan
        }
    }
}
