internal import Arithmetic

/// Draws how many of so many trials succeed.
///
/// Exact by inversion up to a mean of 64; beyond it a normal number with the distribution's mean, variance and skewness,
/// rounded, whose cost does not grow with the trials. In sums, products and portable functions only, so that every
/// machine has the same bits.
/// Sources: L. Devroye, "Non-uniform random variate generation", 1986, chapter X.4; E. A. Cornish, R. A. Fisher, Revue
/// de l'Institut International de Statistique 5 (1938) 307-320; G. Marsaglia's polar method for the normal number.
enum BinomialDraw {
    private static let largestInverted = 64.0

    /// Draws the number of successes, in `0...trials`.
    ///
    /// - Parameter chance: of each trial, in 0...1.
    /// - Complexity: O(1); of small means O(mean).
    static func draw(_ trials: Int, chance: Double, with generator: inout SplitMix64) -> Int {
        if trials <= 0 || chance <= 0 { return 0 }
        if chance >= 1 { return trials }
        if chance > 0.5 { return trials - draw(trials, chance: 1 - chance, with: &generator) }
        let mean = Double(trials) * chance
        return mean <= largestInverted
            ? inverted(trials, chance, with: &generator) : approximated(trials, chance, with: &generator)
    }

    private static func inverted(
        _ trials: Int, _ chance: Double, with generator: inout SplitMix64
    ) -> Int {
        let odds = chance / (1 - chance)
        var term = PortableMath.exp(Double(trials) * PortableMath.log1p(-chance))
        var left = uniform(&generator)
        var successes = 0
        while left >= term, successes < trials {
            left -= term
            term *= odds * Double(trials - successes) / Double(successes + 1)
            successes += 1
        }
        return successes
    }

    private static func approximated(
        _ trials: Int, _ chance: Double, with generator: inout SplitMix64
    ) -> Int {
        let mean = Double(trials) * chance
        let spread = (mean * (1 - chance)).squareRoot()
        let normal = normal(&generator)
        let place = mean + spread * normal + (1 - 2 * chance) * (normal * normal - 1) / 6
        return Int(min(Double(trials), max(0, place.rounded())))
    }

    private static func normal(_ generator: inout SplitMix64) -> Double {
        while true {
            let across = 2 * uniform(&generator) - 1
            let up = 2 * uniform(&generator) - 1
            let square = across * across + up * up
            if square < 1, square > 0 {
                return across * (-2 * PortableMath.log(square) / square).squareRoot()
            }
        }
    }

    /// In 0..<1, a multiple of 2^-53.
    private static func uniform(_ generator: inout SplitMix64) -> Double {
        Double(generator.next() >> 11) * 0x1p-53
    }
}
