/// What a score's magnitude means.
public enum ScoreScale: String, Codable, Equatable, Sendable {
    /// A probability of the positive class, in 0...1.
    case probability
    /// Only the order means something, as in a hand rule; calibration metrics are undefined.
    case ranking
}
