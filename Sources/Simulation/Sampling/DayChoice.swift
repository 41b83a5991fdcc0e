internal import Arithmetic
internal import LinearAlgebra

/// One of many days, each with its weight.
struct DayChoice: Sendable {
    private let first: Int
    private let sums: [Double]

    /// - Precondition: there is a day of positive weight.
    init(_ days: Range<Int>, weight: (Int) -> Double) {
        first = days.lowerBound
        var sum = 0.0
        sums = days.map { day in
            sum += weight(day)
            return sum
        }
        precondition(sum > 0, "a day of positive weight")
    }

    /// Draws a day.
    ///
    /// - Complexity: O(log days).
    func draw(_ random: inout CounterRandom) -> Int {
        let target = random.nextUniform() * sums[sums.count - 1]
        return first + sums.dropLast().partitioningIndex { $0 > target }
    }
}
