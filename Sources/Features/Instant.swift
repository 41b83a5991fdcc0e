/// A point in time: microseconds since 1970-01-01T00:00:00Z, in UTC.
///
/// Range: about 292,000 years either side of 1970. Leap seconds do not exist, as in POSIX time.
public struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since the epoch, UTC.
    public var microseconds: Int64

    /// Creates an instant from microseconds since the epoch, UTC.
    public init(microseconds: Int64) { self.microseconds = microseconds }

    /// Midnight UTC of a proleptic Gregorian date.
    ///
    /// - Parameters: year, month in 1...12, day in 1...31 (a day past the end of the month runs on).
    /// - Complexity: O(1). Source: H. Hinnant, "chrono-compatible low-level date algorithms", days_from_civil.
    public init(year: Int, month: Int, day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        microseconds = Int64(era * 146_097 + dayOfEra - 719_468) * TimeSpan.day.microseconds
    }

    /// The earlier instant is the smaller.
    public static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}
