internal import Features

/// From when to when the bulk of events occurred: single events years away do not stretch a calendar.
struct ProfileSpan {
    /// The first and the last of them.
    let first: Int64
    let last: Int64

    /// Gaps of more than so many days part what is far away from the bulk.
    private static let gap = 92

    /// The span of the middle 998 of a thousand events, stretched over gaps of up to three months.
    ///
    /// - Complexity: O(n log n).
    init(_ times: [Int64]) {
        let sorted = times.sorted()
        guard let least = sorted.first, let greatest = sorted.last else {
            (first, last) = (0, 0)
            return
        }
        let limit = Int64(Self.gap) * TimeSpan.day.microseconds
        var low = sorted.count / 1000
        var high = sorted.count - 1 - low
        while low > 0, sorted[low] - sorted[low - 1] <= limit { low -= 1 }
        while high < sorted.count - 1, sorted[high + 1] - sorted[high] <= limit { high += 1 }
        (first, last) = sorted.count < 1000 ? (least, greatest) : (sorted[low], sorted[high])
    }
}
