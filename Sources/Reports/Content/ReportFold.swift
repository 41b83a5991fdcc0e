/// One fold of a backtest, as shown; its metric rows have its name as their slice.
public struct ReportFold: Equatable, Sendable {
    /// `fold-1` and so on.
    public var name: String
    /// The train cutoffs in words.
    public var train: String
    /// The number of train rows.
    public var trainRows: Int
    /// The test cutoffs in words.
    public var test: String
    /// The number of test rows.
    public var testRows: Int
    /// The fold's coefficients, by the standard deviations of its own train rows; empty where they are not known.
    public var coefficients: [ReportCoefficient]

    /// Creates a fold.
    public init(
        name: String, train: String, trainRows: Int, test: String, testRows: Int,
        coefficients: [ReportCoefficient] = []
    ) {
        self.name = name
        self.train = train
        self.trainRows = trainRows
        self.test = test
        self.testRows = testRows
        self.coefficients = coefficients
    }
}
