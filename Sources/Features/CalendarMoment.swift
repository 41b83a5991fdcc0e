/// The moment whose calendar is read.
public enum CalendarMoment: String, Codable, CaseIterable, Sendable {
    /// The cutoff itself.
    case cutoff
    /// The first event that counts.
    case first
    /// The last event that counts.
    case last
}
