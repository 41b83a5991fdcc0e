/// In what a histogram counts times, and where its buckets end.
struct DurationScale: Equatable, Sendable {
    /// Upper bounds of the buckets, ascending, in ticks.
    let bounds: [Int]
    /// The ticks of a second.
    let ticksPerSecond: Int

    /// For the time of a request, in nanoseconds: OpenTelemetry's for HTTP servers, with finer ones below 5 ms.
    static let request = DurationScale(
        bounds: [
            50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000,
            50_000_000, 75_000_000, 100_000_000, 250_000_000, 500_000_000, 750_000_000, 1_000_000_000,
            2_500_000_000, 5_000_000_000, 7_500_000_000, 10_000_000_000,
        ], ticksPerSecond: 1_000_000_000)

    /// For the time it takes to score a batch, in nanoseconds.
    static let scoring = DurationScale(
        bounds: [
            1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
            5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000, 250_000_000, 1_000_000_000,
        ], ticksPerSecond: 1_000_000_000)

    /// For the time since a lead's newest event, in seconds: to a week.
    ///
    /// Nanoseconds of weeks would overflow their sum within thousands of leads.
    static let lead = DurationScale(
        bounds: [
            1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 259_200, 604_800,
        ], ticksPerSecond: 1)
}
