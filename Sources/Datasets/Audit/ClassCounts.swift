/// How many cases of each outcome there are.
struct ClassCounts {
    private(set) var positives = 0
    private(set) var negatives = 0

    /// Takes a case.
    mutating func add(isPositive: Bool) {
        if isPositive { positives += 1 } else { negatives += 1 }
    }
}
