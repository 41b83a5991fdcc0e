/// When a canary is stopped: where it is surely worse than what is admitted.
///
/// Surely: with a false alarm in `falseAlarm` of all trials at most, over all looks and criteria of a trial.
public struct StopCriteria: Equatable, Sendable {
    /// How many questions both have to have had before the first look; above 0.
    public var minimumAnswers = 500
    /// The share of the questions that it may fail to answer, though the champion can.
    public var errorShare = 0.01
    /// How many times the champion's median time of scoring its own may be; 1 or more.
    public var latencyRatio = 2.0
    /// How far its scores may be from the champion's: the largest difference between the shares of leads up to any score
    /// (Kolmogorov and Smirnov's distance), in 0...1.
    public var scoreDistance = 0.1
    /// The share of trials of a version no worse than admitted that are stopped all the same; above 0, below 1.
    public var falseAlarm = 0.001

    /// The defaults.
    public init() {}

    /// What settings ask for.
    init(_ settings: CanaryStopSettings) {
        minimumAnswers = settings.minimumAnswers ?? minimumAnswers
        errorShare = settings.errorShare ?? errorShare
        latencyRatio = settings.latencyRatio ?? latencyRatio
        scoreDistance = settings.scoreDistance ?? scoreDistance
        falseAlarm = settings.falseAlarm ?? falseAlarm
    }
}
