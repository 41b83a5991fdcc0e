/// A decimal number of up to 19 digits, and the double that is nearest to it.
struct DecimalNumber {
    /// The digits, without point and sign; below 10^19.
    var digits: UInt64
    /// What power of ten the digits are multiplied by.
    var exponent: Int
    /// Whether the number is below zero, or the zero that is.
    var isNegative: Bool

    /// Powers of ten that are doubles.
    private static let exactPowers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The nearest double, ties to even; nil where this quick way does not know it: for very small and very large
    /// numbers, and for a few in between.
    ///
    /// Source: W. D. Clinger, "How to Read Floating Point Numbers Accurately" (1990), for digits and powers that are
    /// doubles; otherwise D. Lemire, "Number Parsing at a Gigabyte per Second" (2021).
    ///
    /// - Complexity: O(1); allocates nothing.
    @inline(__always)
    var nearest: Double? {
        if digits == 0 { return isNegative ? -0.0 : 0 }
        let magnitude: Double
        if digits <= 1 << 53, exponent >= -22, exponent <= 22 {
            let whole = Double(digits)
            magnitude =
                exponent < 0 ? whole / Self.exactPowers[-exponent] : whole * Self.exactPowers[exponent]
        } else {
            guard let bits = magnitudeBits else { return nil }
            magnitude = Double(bitPattern: bits)
        }
        return isNegative ? -magnitude : magnitude
    }

    @inline(__always)
    private var magnitudeBits: UInt64? {
        guard PowersOfFive.exponents.contains(exponent) else { return nil }
        let zeros = digits.leadingZeroBitCount
        // Nothing below overflows: the exponent is one of the table, and the digits are 19 at most.
        let normalized = digits &<< UInt64(zeros)
        let halves = PowersOfFive.halves
        let place = 2 &* (exponent &- PowersOfFive.exponents.lowerBound)
        let power = normalized.multipliedFullWidth(by: halves[place])
        var (high, low) = (power.high, power.low)
        // 55 bits settle the double and its rounding, unless those after them could carry.
        if high & 0x1FF == 0x1FF {
            let rest = normalized.multipliedFullWidth(by: halves[place &+ 1]).high
            let (sum, carries) = low.addingReportingOverflow(rest)
            low = sum
            if carries { high += 1 }
        }
        if low == .max, exponent < -27 { return nil }
        let upper = high &>> 63
        let shift = upper &+ 9
        var mantissa = high &>> shift
        var binary =
            ((217_706 &* exponent) &>> 16) &+ 63 &+ Int(truncatingIfNeeded: upper) &- zeros &+ 1023
        // Neither subnormal nor infinite, which the exponents of the table rule out.
        guard binary > 0, binary < 2046 else { return nil }
        // Half between two doubles, exactly: to the even one.
        if low <= 1, exponent >= -4, exponent <= 23, mantissa & 3 == 1, mantissa &<< shift == high {
            mantissa &= ~1
        }
        mantissa = (mantissa &+ (mantissa & 1)) &>> 1
        if mantissa >= 1 << 53 {
            mantissa = 1 << 52
            binary &+= 1
        }
        return UInt64(truncatingIfNeeded: binary) &<< 52 | (mantissa & ((1 << 52) - 1))
    }
}
