import Arithmetic

/// A change of scale, applied to a raw number before it is standardized.
///
/// Every finite number has a finite result.
public enum Transform: Equatable, Sendable {
    /// ln(1 + x) of a quantity that is never below 0; a negative number counts as 0.
    case log1p
    /// sign(x) ln(1 + |x|), for a quantity of either sign.
    case signedLog1p
    /// The square root of a quantity that is never below 0; a negative number counts as 0.
    case squareRoot
    /// The nearest number in lower...upper.
    case clip(lower: Double, upper: Double)

    /// The transform's name, as settings and files write it.
    public var name: String {
        switch self {
        case .log1p: "log1p"
        case .signedLog1p: "signedLog1p"
        case .squareRoot: "squareRoot"
        case .clip: "clip"
        }
    }

    /// Whether numbers below zero lie outside the transform's domain, so that fitting should refuse them.
    public var needsNonnegative: Bool {
        switch self {
        case .log1p, .squareRoot: true
        case .signedLog1p, .clip: false
        }
    }

    /// The transformed number: the same bits on every CPU.
    ///
    /// - Parameter x: a finite number.
    /// - Complexity: O(1).
    public func callAsFunction(_ x: Double) -> Double {
        switch self {
        case .log1p: x > 0 ? PortableMath.log1p(x) : 0
        case .signedLog1p: x < 0 ? -PortableMath.log1p(-x) : PortableMath.log1p(x)
        case .squareRoot: x > 0 ? x.squareRoot() : 0
        case .clip(let lower, let upper): x < lower ? lower : (x > upper ? upper : x)
        }
    }
}
