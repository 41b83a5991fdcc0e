/// What a backtest's folds were and reached, as `evaluation.json` keeps it.
public struct BacktestResult: Codable, Equatable, Sendable {
    /// The slice name of the means over folds.
    public static let slice = "backtest"
    /// What the paired differences of a backtest are to.
    public static let reference = "reference"

    /// The slice name of a fold, counted from 0.
    static func name(ofFold index: Int) -> String { "fold-\(index + 1)" }

    /// The folds, first to last; the metric rows of the first are under the slice `fold-1`.
    public var folds: [Fold]
    /// The name of the reference's pipeline; nil where there is none.
    public var reference: String?

    /// One fold.
    public struct Fold: Codable, Equatable, Sendable {
        /// `fold-1` and so on.
        public var name: String
        /// The first and the last train cutoff, as dates.
        public var trainFrom: String
        /// The last train cutoff.
        public var trainTo: String
        /// Train rows, after purge and embargo.
        public var trainRows: Int
        /// The first test cutoff.
        public var testFrom: String
        /// The last test cutoff.
        public var testTo: String
        /// Test rows.
        public var testRows: Int
        /// Positive test rows.
        public var testPositives: Int
        /// The fold's own coefficients, by the train rows' own standard deviations; nil in a file from before.
        public var coefficients: [Lineage.Coefficient]?
    }
}
