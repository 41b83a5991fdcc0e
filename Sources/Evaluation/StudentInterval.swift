import Glibc

/// Student's distribution, for errors that are estimated from a few dozen clusters.
enum StudentInterval {
    /// The 97.5 % quantile, to within a few units of the last place; it nears the normal one with the degrees.
    ///
    /// - Precondition: `degrees` is at least 1.
    /// - Complexity: O(degrees) up to a thousand degrees, then O(1).
    /// - Source: M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions", 26.7.3 to 26.7.5.
    static func quantile(degrees: Int) -> Double {
        precondition(degrees >= 1)
        if degrees > 1000 { return expansion(Double(degrees)) }
        var (low, high) = (NormalInterval.quantile, 13.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if central(middle, degrees) < 0.95 { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// How many rows a size that clusters' scatter tells is worth: so much less that an interval of the normal quantile
    /// is as wide as Student's.
    ///
    /// - Precondition: there are at least two clusters.
    /// - Source: E. L. Korn, B. I. Graubard, Survey Methodology 24 (1998) 193-201.
    static func effective(_ size: Double, clusters: Int) -> Double {
        let ratio = NormalInterval.quantile / quantile(degrees: clusters - 1)
        return size * ratio * ratio
    }

    /// The chance of at most t in size.
    private static func central(_ t: Double, _ degrees: Int) -> Double {
        let scale = Double(degrees).squareRoot()
        let square = 1 / (1 + t * t / Double(degrees))
        let sine = t / scale * square.squareRoot()
        let isOdd = degrees % 2 == 1
        var term = isOdd ? square.squareRoot() : 1
        var sum = degrees == 1 ? 0 : term
        var order = isOdd ? 3 : 2
        while order <= degrees - 2 {
            term *= square * Double(order - 1) / Double(order)
            sum += term
            order += 2
        }
        return isOdd ? 2 / Double.pi * (atan(t / scale) + sine * sum) : sine * sum
    }

    /// The quantile in powers of one over the degrees.
    private static func expansion(_ degrees: Double) -> Double {
        let normal = NormalInterval.quantile
        let square = normal * normal
        let first = normal * (square + 1) / 4
        let second = normal * ((5 * square + 16) * square + 3) / 96
        let third = normal * (((3 * square + 19) * square + 17) * square - 15) / 384
        let fourth = normal * ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160
        return normal + (first + (second + (third + fourth / degrees) / degrees) / degrees) / degrees
    }
}
