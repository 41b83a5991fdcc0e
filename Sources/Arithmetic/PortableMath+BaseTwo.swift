extension PortableMath {
    /// Two to the power of x; exact for whole x.
    ///
    /// x = k + f with |f| <= 1/2, and exp(f ln 2) by the series of `exp`.
    ///
    /// - Parameter x: any double.
    /// - Returns: a number not below 0; infinity from 1024 on; 0 below -1075; NaN for NaN.
    public static func exp2(_ x: Double) -> Double {
        if x.isNaN { return x }
        if x >= 1024 { return .infinity }
        if x < -1075 { return 0 }
        let power = Int(x + (x < 0 ? -0.5 : 0.5))
        let r = (x - Double(power)) * logarithmOfTwo
        return scale(1 + (r + (r * r) * exponentialTail(r)), byPowerOfTwo: power)
    }

    /// The logarithm to base two; exact for powers of two.
    ///
    /// - Parameter x: any double.
    /// - Returns: -infinity for 0, NaN below 0 and for NaN, infinity for infinity.
    public static func log2(_ x: Double) -> Double {
        if x.isNaN || x < 0 { return .nan }
        if x == 0 { return -.infinity }
        if x == .infinity { return x }
        let (mantissa, power) = split(x)
        return Double(power) + log(mantissa) / logarithmOfTwo
    }
}
