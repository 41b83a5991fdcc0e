/// What a stacker found: `intercept + sum of weights * margins` is a logit.
public struct StackFit: Equatable, Sendable {
    /// Not below 0; shape (models).
    public var weights: [Double]
    /// Each weight times the standard deviation of its margins, as shares of their sum; shape (models).
    ///
    /// Margins of models with unlike penalties have unlike spreads: a share says how much a model moves the sum.
    public var shares: [Double]
    /// The logit where all margins are 0.
    public var intercept: Double
    /// The mean loss of the smoothed targets at the minimum, its ridge included.
    public var loss: Double
    /// The largest violation of the conditions of the minimum, relative to the gradient's natural size.
    public var violation: Double
    /// Steps taken.
    public var iterations: Int
    /// How the search ended.
    public var state: LogisticFit.State
}
