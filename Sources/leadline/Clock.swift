import Features
import FoundationEssentials

/// The wall clock: for journals and for questions asked "now", never for artifacts.
enum Clock {
    /// The time as ISO-8601 text in UTC, to the second.
    static func now() -> String {
        let seconds = Int64(Date().timeIntervalSince1970)
        return Instant(microseconds: seconds * 1_000_000).description
    }
}
