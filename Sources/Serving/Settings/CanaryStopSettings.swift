/// When a canary is stopped, as the settings file says it; what is left out has the default of `StopCriteria`.
public struct CanaryStopSettings: Decodable, Equatable, Sendable {
    /// How many questions both have to have had before the first look.
    public var minimumAnswers: Int?
    /// The share of the questions that it may fail to answer.
    public var errorShare: Double?
    /// How many times the champion's median time of scoring its own may be.
    public var latencyRatio: Double?
    /// How far its scores may be from the champion's.
    public var scoreDistance: Double?
    /// The share of sound trials that are stopped all the same.
    public var falseAlarm: Double?
}
