/// The mean and the standard deviation of a column that has different values.
struct ColumnMoments {
    var mean: Double
    /// Of the population (divided by the number of rows); above 0.
    var standardDeviation: Double

    /// Leaves a column as it is.
    static let unscaled = ColumnMoments(mean: 0, standardDeviation: 1)

    private init(mean: Double, standardDeviation: Double) {
        self.mean = mean
        self.standardDeviation = standardDeviation
    }

    /// Two passes, so that a large mean costs no digits; nil if no two values differ.
    ///
    /// - Parameter values: within ±1e90, so that no square overflows.
    init?(_ values: [Double]) {
        guard values.contains(where: { $0 != values[0] }) else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / Double(values.count)).squareRoot()
        // Differences this small are squared away.
        guard deviation > 0 else { return nil }
        self.mean = mean
        standardDeviation = deviation
    }
}
