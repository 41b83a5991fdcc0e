/// How sure the parameters of a logistic regression are.
public struct LogisticUncertainty: Equatable, Sendable {
    /// The square roots of the inverse Hessian's diagonal, penalty included; shape (columns).
    public var standardErrors: [Double]
    /// The intercept's; nil where no intercept is fitted.
    public var interceptStandardError: Double?
    /// Standard errors that allow for what rows of a cluster share; shape (columns); nil where no clusters are given
    /// or they are too few.
    public var clusteredErrors: [Double]?
    /// The intercept's; nil where no clusters are given or no intercept is fitted.
    public var interceptClusteredError: Double?
    /// An estimate of the Hessian's condition number in the 1-norm, after its diagonal is scaled to 1.
    public var conditionNumber: Double

    /// The normal distribution's 97.5 % point.
    private static let normalPoint = 1.959963984540054

    /// The 95 % interval around a number by its standard error.
    public static func interval(around value: Double, standardError: Double) -> ClosedRange<Double> {
        value - normalPoint * standardError...value + normalPoint * standardError
    }
}
