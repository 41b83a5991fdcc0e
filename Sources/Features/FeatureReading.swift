/// What reading a feature's value found, without the events that it came from.
public struct FeatureReading: Equatable, Sendable {
    /// Whether there is a value, and if not why.
    public var status: FeatureStatus
    /// When the newest event that counted occurred; nil where none did.
    public var newest: Instant?
}
