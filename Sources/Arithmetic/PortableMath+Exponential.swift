extension PortableMath {
    /// e to the power of x.
    ///
    /// x = k ln 2 + r with |r| <= ln 2 / 2, and exp(r) by its Taylor series to the fourteenth power, whose
    /// remainder is below 0.01 units in the last place.
    ///
    /// - Parameter x: any double.
    /// - Returns: a number not below 0; infinity above 709.78; 0 below -745.13; NaN for NaN.
    public static func exp(_ x: Double) -> Double {
        if x.isNaN { return x }
        if x > 0x1.62e42fefa39efp+9 { return .infinity }
        if x < -0x1.74910d52d3052p+9 { return 0 }
        let quotient = x * 0x1.71547652b82fep+0
        let power = Int(quotient + (quotient < 0 ? -0.5 : 0.5))
        let high = x - Double(power) * logarithmOfTwoHigh
        let low = Double(power) * logarithmOfTwoLow
        let r = high - low
        let rounding = (high - r) - low
        let mantissa = 1 + (r + (rounding + (r * r) * exponentialTail(r)))
        return scale(mantissa, byPowerOfTwo: power)
    }

    /// (exp(r) - 1 - r) / r^2 for |r| <= ln 2 / 2.
    ///
    /// The factorials are exact doubles.
    @inlinable @inline(__always)
    static func exponentialTail(_ r: Double) -> Double {
        var sum = 1 / 87_178_291_200.0
        sum = sum * r + 1 / 6_227_020_800.0
        sum = sum * r + 1 / 479_001_600.0
        sum = sum * r + 1 / 39_916_800.0
        sum = sum * r + 1 / 3_628_800.0
        sum = sum * r + 1 / 362_880.0
        sum = sum * r + 1 / 40_320.0
        sum = sum * r + 1 / 5_040.0
        sum = sum * r + 1 / 720.0
        sum = sum * r + 1 / 120.0
        sum = sum * r + 1 / 24.0
        sum = sum * r + 1 / 6.0
        return sum * r + 0.5
    }

    /// Multiplies by a power of two that may itself lie outside the range of normal doubles.
    static func scale(_ mantissa: Double, byPowerOfTwo power: Int) -> Double {
        if power > 1023 { return mantissa * 2 * powerOfTwo(power - 1) }
        if power < -1022 { return mantissa * powerOfTwo(power + 60) * powerOfTwo(-60) }
        return mantissa * powerOfTwo(power)
    }
}
