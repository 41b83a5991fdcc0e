/// When a model that scores too slowly is left alone, and for how long.
public struct BreakerPolicy: Decodable, Equatable, Sendable {
    /// Scoring that takes longer is a failure: milliseconds for a row, and as much again for 64 KiB of events; above 0.
    public var slowMilliseconds: Double
    /// So many failures within the window open the breaker; above 0.
    public var failures: Int
    /// Seconds.
    public var windowSeconds: Int
    /// Seconds that the model is not asked; the first request after them is a trial.
    public var coolSeconds: Int

    /// A policy.
    public init(slowMilliseconds: Double, failures: Int, windowSeconds: Int, coolSeconds: Int) {
        self.slowMilliseconds = slowMilliseconds
        self.failures = failures
        self.windowSeconds = windowSeconds
        self.coolSeconds = coolSeconds
    }
}
