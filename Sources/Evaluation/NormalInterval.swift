/// 95 % intervals in closed form.
enum NormalInterval {
    /// The 97.5 % quantile of the standard normal distribution.
    static let quantile = 1.959963984540054

    /// Wilson's score interval of a proportion; `successes` may be fractional, being expected under ties.
    ///
    /// Source: E. B. Wilson, JASA 22 (1927) 209-212.
    static func wilson(successes: Double, trials: Double) -> (lower: Double, upper: Double) {
        let share = successes / trials
        let square = quantile * quantile
        let centre = (share + square / (2 * trials)) / (1 + square / trials)
        let spread = share * (1 - share) / trials + square / (4 * trials * trials)
        let half = quantile / (1 + square / trials) * spread.squareRoot()
        // At 0 and 1 the ends are exact in mathematics but not in rounding.
        return (
            share == 0 ? 0 : max(0, centre - half),
            share == 1 ? 1 : min(1, centre + half)
        )
    }
}
