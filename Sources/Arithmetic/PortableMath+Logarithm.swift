extension PortableMath {
    /// The natural logarithm.
    ///
    /// - Parameter x: any double.
    /// - Returns: -infinity for 0, NaN below 0 and for NaN, infinity for infinity.
    public static func log(_ x: Double) -> Double {
        if x.isNaN || x < 0 { return .nan }
        if x == 0 { return -.infinity }
        if x == .infinity { return x }
        let (mantissa, power) = split(x)
        return logarithm(ofOnePlus: mantissa - 1, power: power, correction: 0)
    }

    /// ln(1 + x), precise near 0.
    ///
    /// - Parameter x: any double.
    /// - Returns: -infinity for -1, NaN below -1 and for NaN, infinity for infinity.
    public static func log1p(_ x: Double) -> Double {
        if x.isNaN || x < -1 { return .nan }
        if x == -1 { return -.infinity }
        if x == .infinity { return x }
        if x > 0.5 * squareRootOfTwo - 1 && x < squareRootOfTwo - 1 {
            return logarithm(ofOnePlus: x, power: 0, correction: 0)
        }
        let sum = 1 + x
        // What rounding lost in 1 + x, to first order.
        let lost = (x >= 1 ? 1 - (sum - x) : x - (sum - 1)) / sum
        let (mantissa, power) = split(sum)
        return logarithm(ofOnePlus: mantissa - 1, power: power, correction: lost)
    }

    /// x = mantissa * 2^power with the mantissa in sqrt(1/2)..<sqrt(2), for finite x above 0.
    static func split(_ x: Double) -> (mantissa: Double, power: Int) {
        let isSubnormal = x < 0x1p-1022
        let bits = (isSubnormal ? x * 0x1p54 : x).bitPattern
        let power = Int(bits >> 52) - 1023 - (isSubnormal ? 54 : 0)
        let mantissa = Double(bitPattern: (bits & 0x000f_ffff_ffff_ffff) | (1023 << 52))
        return mantissa < squareRootOfTwo ? (mantissa, power) : (mantissa * 0.5, power + 1)
    }

    /// power * ln 2 + ln(1 + f) + correction, for f in sqrt(1/2) - 1...sqrt(2) - 1.
    ///
    /// With s = f / (2 + f), ln(1 + f) = 2 artanh(s) = f - f^2/2 + s (f^2/2 + R), where R is the series of
    /// 2 artanh(s) / s from s^2 on: the large terms are exact, so the small ones carry the rounding.
    private static func logarithm(ofOnePlus f: Double, power: Int, correction: Double) -> Double {
        let s = f / (2 + f)
        let half = 0.5 * f * f
        let series = s * (half + artanhTail(s * s))
        if power == 0 { return f - (half - (series + correction)) }
        let exponent = Double(power)
        return exponent * logarithmOfTwoHigh
            - ((half - (series + (exponent * logarithmOfTwoLow + correction))) - f)
    }

    /// 2 (artanh(s) - s) / s for s^2 = square <= 0.0295; the remainder is below 2^-64.
    private static func artanhTail(_ square: Double) -> Double {
        artanhSeries(square, beyond: 0) * square
    }

    /// 2 (artanh(s) - s) / s^3 by its powers to the 22nd, and what lies beyond them divided by the next.
    @inlinable @inline(__always)
    static func artanhSeries(_ square: Double, beyond: Double) -> Double {
        var sum = beyond * square + 2 / 25.0
        sum = sum * square + 2 / 23.0
        sum = sum * square + 2 / 21.0
        sum = sum * square + 2 / 19.0
        sum = sum * square + 2 / 17.0
        sum = sum * square + 2 / 15.0
        sum = sum * square + 2 / 13.0
        sum = sum * square + 2 / 11.0
        sum = sum * square + 2 / 9.0
        sum = sum * square + 2 / 7.0
        sum = sum * square + 2 / 5.0
        return sum * square + 2 / 3.0
    }
}
