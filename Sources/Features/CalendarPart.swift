/// A part of a date or time of day.
public enum CalendarPart: String, Codable, CaseIterable, Sendable {
    /// The hour of the day, 0 to 23.
    case hour
    /// The day of the week, 1 (Monday) to 7 (Sunday), as in ISO 8601.
    case weekday
    /// The day of the month, 1 to 31.
    case dayOfMonth
    /// The month of the year, 1 to 12.
    case month
}

extension CalendarPart {
    /// The part of an instant's local date and time.
    ///
    /// - Complexity: O(1).
    func value(of instant: Instant, in zone: ZoneOffset) -> Int {
        let local = instant + zone.span
        switch self {
        case .hour:
            return Int(Instant.quotient((local - local.startOfDay).microseconds, 3_600_000_000))
        case .weekday:
            // Day 0, 1970-01-01, was a Thursday.
            return Int(Instant.remainder(Int64(local.dayNumber) + 3, 7)) + 1
        case .dayOfMonth: return local.civilDate.day
        case .month: return local.civilDate.month
        }
    }

    /// The value as a category: days and months by their English name.
    func name(of value: Int) -> String {
        switch self {
        case .hour, .dayOfMonth: "\(value)"
        case .weekday:
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][value - 1]
        case .month:
            [
                "January", "February", "March", "April", "May", "June", "July", "August", "September",
                "October", "November", "December",
            ][value - 1]
        }
    }
}
