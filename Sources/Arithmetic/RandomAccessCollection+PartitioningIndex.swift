extension RandomAccessCollection {
    /// The first index at which a condition holds that stays true from there on; the end where it never does.
    ///
    /// - Precondition: no element of which the condition holds comes before one of which it does not.
    /// - Complexity: O(log n) questions.
    /// - Source: `partitioningIndex(where:)` of Swift Algorithms.
    @inlinable public func partitioningIndex(where condition: (Element) -> Bool) -> Index {
        var (lower, count) = (startIndex, count)
        while count > 0 {
            let half = count / 2
            let middle = index(lower, offsetBy: half)
            if condition(self[middle]) {
                count = half
            } else {
                lower = index(after: middle)
                count -= half + 1
            }
        }
        return lower
    }
}
