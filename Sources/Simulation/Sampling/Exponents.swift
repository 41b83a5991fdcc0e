internal import Arithmetic

/// Powers by portable elementary functions.
enum Exponents {
    /// base^exponent for a base above 0.
    static func power(_ base: Double, _ exponent: Double) -> Double {
        PortableMath.exp(exponent * PortableMath.log(base))
    }
}
