/// What a multinomial logistic regression learned, and how well the minimum was found.
public struct MultinomialFit: Equatable, Sendable {
    /// Logits a unit of each column; shape (classes, columns).
    ///
    /// What is added to all classes alike changes no probability; these sum to 0 over the classes, as with a penalty they must.
    public var coefficients: [[Double]]
    /// The logits where all columns are 0, which sum to 0; shape (classes).
    public var intercepts: [Double]
    /// The penalized sum of log losses at the end.
    public var objective: Double
    /// The largest element of the gradient, relative to its natural size (see `MultinomialRegression.Configuration.tolerance`).
    public var gradientNorm: Double
    /// Steps taken.
    public var iterations: Int
    /// How often all rows were gone through.
    public var passes: Int
    /// How the search ended.
    public var state: LogisticFit.State
}
