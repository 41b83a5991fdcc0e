import Arithmetic

/// A number in 0...1, never NaN.
public struct Probability: Hashable, Comparable, Sendable {
    /// The number.
    public let value: Double

    /// The probability of a logit, ln(p / (1 - p)).
    ///
    /// - Precondition: the logit is not NaN.
    public init(logit: Double) {
        precondition(!logit.isNaN)
        value = PortableMath.sigmoid(logit)
    }

    /// A probability by its value, or nil outside 0...1.
    public init?(_ value: Double) {
        guard value >= 0 && value <= 1 else { return nil }
        self.value = value
    }

    /// The less probable is the smaller.
    public static func < (left: Probability, right: Probability) -> Bool { left.value < right.value }
}
