/// Sorts whole numbers ascending by their leading digits, again and again, and short runs by insertion.
struct PackedSort {
    private var other: [UInt64] = []

    private static let shortest = 24

    /// Sorts all of them.
    ///
    /// - Complexity: O(n) for evenly spread numbers, O(n times digits) at worst.
    mutating func sort(_ numbers: inout [UInt64]) { sort(&numbers, 0..<numbers.count) }

    private mutating func sort(_ numbers: inout [UInt64], _ range: Range<Int>) {
        if range.count <= Self.shortest {
            Self.insert(&numbers, range)
            return
        }
        let (low, high) = Self.extremes(of: numbers.span.extracting(range))
        if low == high { return }
        // About eight numbers a digit.
        let digits = max(4, min(11, Int.bitWidth - range.count.leadingZeroBitCount - 4))
        let shift = UInt64(max(0, UInt64.bitWidth - (high - low).leadingZeroBitCount - digits))
        let starts = spread(&numbers, range, low: low, shift: shift, digits: Int((high - low) >> shift) + 1)
        if shift == 0 { return }
        for digit in 0..<starts.count - 1 where starts[digit + 1] - starts[digit] > 1 {
            sort(&numbers, starts[digit]..<starts[digit + 1])
        }
    }

    private static func extremes(of numbers: Span<UInt64>) -> (low: UInt64, high: UInt64) {
        var (low, high) = (UInt64.max, UInt64.min)
        for index in numbers.indices {
            low = min(low, numbers[index])
            high = max(high, numbers[index])
        }
        return (low, high)
    }

    /// Brings the numbers of a range in order of one digit.
    ///
    /// - Returns: where each digit starts, and the end.
    private mutating func spread(
        _ numbers: inout [UInt64], _ range: Range<Int>, low: UInt64, shift: UInt64, digits: Int
    ) -> [Int] {
        if other.count < range.count {
            other = [UInt64](repeating: 0, count: range.count + range.count / 4)
        }
        var starts = [Int](repeating: 0, count: digits + 1)
        var counts = starts.mutableSpan
        var source = numbers.mutableSpan
        var target = other.mutableSpan
        for index in range { counts[Int((source[index] &- low) >> shift) &+ 1] &+= 1 }
        for digit in 0..<digits { counts[digit + 1] &+= counts[digit] }
        // Counting up each digit's start leaves it at the next digit's, so that one list serves both.
        for index in range {
            let number = source[index]
            let digit = Int((number &- low) >> shift)
            target[counts[digit]] = number
            counts[digit] &+= 1
        }
        for index in 0..<range.count { source[range.lowerBound &+ index] = target[index] }
        var previous = range.lowerBound
        for digit in 0...digits {
            let end = digit < digits ? range.lowerBound + counts[digit] : range.upperBound
            counts[digit] = previous
            previous = end
        }
        return starts
    }

    private static func insert(_ numbers: inout [UInt64], _ range: Range<Int>) {
        var span = numbers.mutableSpan
        for index in range.dropFirst() {
            let number = span[index]
            var place = index
            while place > range.lowerBound, span[place &- 1] > number {
                span[place] = span[place &- 1]
                place &-= 1
            }
            span[place] = number
        }
    }
}
