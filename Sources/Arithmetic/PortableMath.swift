/// Elementary functions with the same bits on every CPU and C library.
///
/// They use only `+ - * /`, comparisons and the bits of a double, which IEEE 754 defines exactly; never a fused
/// multiply-add and never the C library's functions, whose last bit changes with both. Errors stay below one
/// unit in the last place.
///
/// Source: W. J. Cody and W. Waite, "Software Manual for the Elementary Functions" (1980), for the reduction by
/// a split logarithm of two; Taylor series of exp and of the inverse hyperbolic tangent after it.
public enum PortableMath {
    /// The first 33 bits of ln 2: an exponent of up to 11 bits times it is exact.
    static let logarithmOfTwoHigh = 0x1.62e42feep-1
    /// What is left of ln 2.
    static let logarithmOfTwoLow = 0x1.a39ef35793c76p-33
    /// ln 2, rounded once.
    static let logarithmOfTwo = 0x1.62e42fefa39efp-1
    /// The square root of two.
    static let squareRootOfTwo = 0x1.6a09e667f3bcdp+0

    /// 1 / (1 + exp(-x)), computed without overflow on either side.
    ///
    /// - Parameter x: any double.
    /// - Returns: a number in 0...1; NaN only for NaN.
    public static func sigmoid(_ x: Double) -> Double {
        if x >= 0 { return 1 / (1 + exp(-x)) }
        let tail = exp(x)
        return tail / (1 + tail)
    }

    /// ln(1 + exp(x)), the log loss of a margin -x for the true class, without overflow.
    ///
    /// - Parameter x: any double.
    /// - Returns: a number not below 0; NaN only for NaN.
    public static func softplus(_ x: Double) -> Double {
        x > 0 ? x + log1p(exp(-x)) : log1p(exp(x))
    }

    /// Two to the power of `exponent`, from its bits.
    ///
    /// - Parameter exponent: in -1022...1023.
    static func powerOfTwo(_ exponent: Int) -> Double {
        Double(bitPattern: UInt64(exponent + 1023) << 52)
    }
}
