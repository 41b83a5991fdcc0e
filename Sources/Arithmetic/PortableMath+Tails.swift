extension PortableMath {
    /// exp(-x) for x not below 0, without a branch, so that a loop over it is compiled to vector instructions.
    ///
    /// The reduction and the series are those of `exp`; the whole number of ln 2 is rounded by adding 1.5 * 2^52,
    /// whose low bits then hold it. Errors stay below one unit in the last place.
    ///
    /// - Parameter magnitude: not below 0; above 708 it counts as 708, whose tail is 3e-308.
    /// - Returns: a normal number in 0...1; NaN for NaN.
    @inlinable @inline(__always)
    public static func exponentialTail(of magnitude: Double) -> Double {
        let x = magnitude > 708 ? -708 : -magnitude
        let shifted = x * 0x1.71547652b82fep+0 + 0x1.8p52
        let quotient = shifted - 0x1.8p52
        let r = (x - quotient * 0x1.62e42feep-1) - quotient * 0x1.a39ef35793c76p-33
        let mantissa = 1 + (r + (r * r) * exponentialTail(r))
        return mantissa * Double(bitPattern: (shifted.bitPattern &+ 1023) &<< 52)
    }

    /// ln(1 + x) for x in 0...1, without a branch.
    ///
    /// With s = x / (2 + x), which is at most 1/3, it is 2 artanh(s) by its series to the 33rd power, whose
    /// remainder is below 2^-58. Errors stay below two units in the last place.
    ///
    /// - Parameter x: in 0...1.
    /// - Returns: a number in 0...ln 2; NaN for NaN.
    @inlinable @inline(__always)
    public static func logarithmTail(ofOnePlus x: Double) -> Double {
        let s = x / (2 + x)
        let square = s * s
        var sum = 2 / 33.0
        sum = sum * square + 2 / 31.0
        sum = sum * square + 2 / 29.0
        sum = sum * square + 2 / 27.0
        return 2 * s + (s * square) * artanhSeries(square, beyond: sum)
    }
}
