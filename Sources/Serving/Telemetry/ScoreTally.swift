/// The probabilities of a batch, by twentieths: what a meter takes up at once.
struct ScoreTally {
    /// The bins of a histogram of probabilities; all but the first are open at the left.
    static let binCount = 20

    /// The rows added.
    private(set) var rows = 0
    /// Rows whose probability is in ((bin / 20), (bin + 1) / 20]; 0 is in the first.
    private(set) var bins = InlineArray<20, Int>(repeating: 0)
    /// The sum of the probabilities.
    private(set) var sum = 0.0

    /// Adds a row.
    mutating func add(probability: Double) {
        rows += 1
        sum += probability
        // Bounds are those that the text shows, so that none is rounded to the other side.
        var bin = min(Int(probability * Double(Self.binCount)), Self.binCount - 1)
        if probability > Self.bound(bin) {
            bin += 1
        } else if bin > 0, probability <= Self.bound(bin - 1) {
            bin -= 1
        }
        bins[bin] += 1
    }

    /// The upper bound of a bin.
    static func bound(_ bin: Int) -> Double { Double(bin + 1) / Double(binCount) }
}
