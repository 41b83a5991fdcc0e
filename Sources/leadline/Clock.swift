import Features
import FoundationEssentials

/// The wall clock: for journals and for questions asked "now", never for artifacts.
enum Clock {
    /// The time as ISO-8601 text in UTC, to the second.
    static func now() -> String { instant.description }

    /// The time, to the second.
    static var instant: Instant {
        Instant(microseconds: Int64(Date().timeIntervalSince1970) * 1_000_000)
    }
}
