/// The first 128 bits of powers of five, which turn decimal exponents into binary ones.
///
/// Source: D. Lemire, "Number Parsing at a Gigabyte per Second" (2021), whose table goes farther.
enum PowersOfFive {
    /// The exponents of the table: five to each of them has a reciprocal that 128 bits divide exactly.
    static let exponents = -54...55

    /// The upper and the lower half of each power, the first bit set, ascending by exponent.
    ///
    /// Truncated; reciprocals from 5^-27 on are rounded up, which makes products of 64 bits exact enough to round.
    static let halves: [UInt64] = {
        var halves: [UInt64] = []
        for exponent in exponents {
            let power = exponent < 0 ? reciprocal(-exponent) : positive(exponent)
            halves.append(UInt64(truncatingIfNeeded: power >> 64))
            halves.append(UInt64(truncatingIfNeeded: power))
        }
        return halves
    }()

    private static func positive(_ exponent: Int) -> UInt128 {
        let power = (0..<exponent).reduce(UInt128(1)) { power, _ in power * 5 }
        return power << UInt128(power.leadingZeroBitCount)
    }

    private static func reciprocal(_ exponent: Int) -> UInt128 {
        let divisor = (0..<exponent).reduce(UInt128(1)) { power, _ in power * 5 }
        var remainder: UInt128 = 1
        var quotient: UInt128 = 0
        // A bit at a time, until the first that is set has come to the top.
        while quotient.leadingZeroBitCount > 0 {
            remainder <<= 1
            quotient <<= 1
            if remainder >= divisor {
                remainder -= divisor
                quotient |= 1
            }
        }
        return exponent <= 27 ? quotient + 1 : quotient
    }
}
