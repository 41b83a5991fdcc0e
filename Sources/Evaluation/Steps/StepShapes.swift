/// The steps that a series is searched for: up or down for good, or for some weeks.
struct StepShapes {
    /// First place and the place after the last, counted in the series.
    let spans: [(start: Int, end: Int)]
    /// So many of the spans, the first ones, reach the end.
    let lastingCount: Int

    /// A step lasts at least two weeks and leaves two on either side, since a single odd week is no step.
    private static let least = 2
    private static let lengths = [2, 4, 8]

    /// - Complexity: O(weeks).
    init(weeks: Int) {
        var spans: [(start: Int, end: Int)] = []
        if weeks >= 2 * Self.least {
            for start in Self.least...(weeks - Self.least) { spans.append((start, weeks)) }
        }
        lastingCount = spans.count
        for length in Self.lengths where length * 3 <= weeks {
            for start in Self.least..<max(Self.least, weeks - length - 1) {
                spans.append((start, start + length))
            }
        }
        self.spans = spans
    }
}
