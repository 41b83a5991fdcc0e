extension ShareEstimate {
    /// This share less another of other rows, with a 95 % interval of Wilson's intervals of both.
    ///
    /// Source: R. Newcombe, "Interval estimation for the difference between independent proportions", method 10 (1998).
    ///
    /// - Returns: nil where either is of no rows.
    public func difference(from other: ShareEstimate) -> (value: Double, lower: Double, upper: Double)? {
        guard let first = value, let second = other.value, let lower, let upper, let least = other.lower,
            let most = other.upper
        else { return nil }
        func root(_ left: Double, _ right: Double) -> Double { (left * left + right * right).squareRoot() }
        let value = first - second
        return (
            value, value - root(first - lower, most - second), value + root(upper - first, second - least)
        )
    }
}
