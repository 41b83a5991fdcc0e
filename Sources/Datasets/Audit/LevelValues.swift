/// The numbers of the rows of one level.
struct LevelValues {
    /// The number of different ones, up to three, and the first two.
    private var different = 0
    private var first = 0.0
    private var second = 0.0
    /// The last number of a positive row, and of a negative one; not a number for none.
    private var positive = Double.nan
    private var negative = Double.nan
    private var count = 0

    /// Whether three rows or more have both answers.
    var isMixed: Bool { !positive.isNaN && !negative.isNaN && count > 2 }

    /// Whether there are two numbers, the lower one for positives.
    var isLowerForPositives: Bool { different == 2 && positive < negative }

    mutating func add(_ value: Double, isPositive: Bool) {
        count += 1
        if isPositive { positive = value } else { negative = value }
        if different > 0, value == first { return }
        if different > 1, value == second { return }
        if different == 0 { first = value } else if different == 1 { second = value }
        different = min(3, different + 1)
    }
}
