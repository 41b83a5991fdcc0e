import Testing

@testable import Serving

@Suite struct PowersOfFiveTests {
    /// A bit at a time, until the first that is set has come to the top.
    private static func reciprocal(_ exponent: Int) -> UInt128 {
        let divisor = (0..<exponent).reduce(UInt128(1)) { power, _ in power * 5 }
        var remainder: UInt128 = 1
        var quotient: UInt128 = 0
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

    @Test func holdsWhatDivisionGives() {
        #expect(PowersOfFive.halves.count == 2 * PowersOfFive.exponents.count)
        for (place, exponent) in PowersOfFive.exponents.enumerated() {
            let power: UInt128
            if exponent < 0 {
                power = Self.reciprocal(-exponent)
            } else {
                let whole = (0..<exponent).reduce(UInt128(1)) { power, _ in power * 5 }
                power = whole << UInt128(whole.leadingZeroBitCount)
            }
            let found =
                UInt128(PowersOfFive.halves[2 * place]) << 64 | UInt128(PowersOfFive.halves[2 * place + 1])
            #expect(found == power, "5^\(exponent)")
        }
    }
}
