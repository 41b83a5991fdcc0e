internal import LinearAlgebra
internal import Arithmetic

/// Draws from distributions by elementary functions with the same bits on every machine.
extension CounterRandom {
    /// A number in 0..<bound; its bias is below bound / 2^64.
    mutating func integer(below bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Whether something of that probability happens.
    mutating func chance(_ probability: Double) -> Bool { nextUniform() < probability }

    /// A number strictly between 0 and 1.
    mutating func nextOpenUniform() -> Double { (Double(next() >> 12) + 0.5) * 0x1p-52 }

    /// An exponential time.
    mutating func exponential(mean: Double) -> Double { -mean * PortableMath.log(nextOpenUniform()) }

    /// A standard normal number.
    ///
    /// Source: G. Marsaglia and T. Bray, "A Convenient Method for Generating Normal Variables" (1964).
    mutating func normal() -> Double {
        while true {
            let x = 2 * nextOpenUniform() - 1
            let y = 2 * nextOpenUniform() - 1
            let square = x * x + y * y
            if square < 1 { return x * (-2 * PortableMath.log(square) / square).squareRoot() }
        }
    }

    /// A log-normal number of that median; `sigma` is the deviation of its logarithm.
    mutating func logNormal(median: Double, sigma: Double) -> Double {
        median * PortableMath.exp(sigma * normal())
    }

    /// A log-logistic number: a heavy tail of exponent `shape` above the median.
    mutating func logLogistic(median: Double, shape: Double) -> Double {
        let u = nextOpenUniform()
        return median * PortableMath.exp(PortableMath.log(u / (1 - u)) / shape)
    }

    /// A Pareto number in 1...spread, whose survival function falls as x^-exponent.
    mutating func pareto(exponent: Double, spread: Double) -> Double {
        let cut = PortableMath.exp(-exponent * PortableMath.log(spread))
        return PortableMath.exp(-PortableMath.log(1 - nextOpenUniform() * (1 - cut)) / exponent)
    }

    /// How often something of that mean happens.
    mutating func poisson(mean: Double) -> Int {
        // Halves keep exp(-mean) from vanishing.
        if mean > 256 { return poisson(mean: mean / 2) + poisson(mean: mean / 2) }
        return Self.poisson(mean: mean, uniform: nextUniform())
    }

    /// The Poisson number at which the cumulative distribution passes `uniform`.
    ///
    /// - Precondition: the mean is at most 700, so that exp(-mean) is a normal double.
    static func poisson(mean: Double, uniform: Double) -> Int {
        // exp(-mean) >= 1 - mean: most draws of a small mean need no exponential.
        if uniform < 1 - mean { return 0 }
        var count = 0
        var term = PortableMath.exp(-mean)
        var sum = term
        // Rounding may leave the sum below a uniform number next to 1.
        while uniform >= sum, term > 1e-300 {
            count += 1
            term *= mean / Double(count)
            sum += term
        }
        return count
    }

    /// A number from 1 on, of that mean, in which each further one is as likely as the one before.
    mutating func geometric(mean: Double) -> Int {
        guard mean > 1 else { return 1 }
        let steps = PortableMath.log(nextOpenUniform()) / PortableMath.log(1 - 1 / mean)
        return 1 + Int(min(steps, 1_000_000))
    }
}
