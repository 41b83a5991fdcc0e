internal import Features

/// When days begin in a time zone.
struct ZonedMidnights {
    private let instants: [CalendarDay: Instant]

    /// Asks the zone's rules for these days.
    ///
    /// - Throws: `DatasetError.setting` for an unknown zone.
    init(_ days: Set<CalendarDay>, zone: String) throws(DatasetError) {
        guard zone != "UTC", !days.isEmpty else {
            instants = Dictionary(uniqueKeysWithValues: days.map { ($0, $0.midnight) })
            return
        }
        let database = try Database(timeZone: zone)
        let sorted = days.sorted()
        let list = sorted.map { "('\($0)')" }.joined(separator: ", ")
        let answer = try database.query(
            """
            SELECT epoch_us(timezone(\(zone.sqlLiteral), CAST(day AS TIMESTAMP)))
            FROM (VALUES \(list)) AS days(day) ORDER BY day
            """)
        let microseconds = (answer.columns[0].int64s ?? []).map { $0 ?? 0 }
        instants = Dictionary(
            uniqueKeysWithValues: zip(sorted, microseconds).map { ($0, Instant(microseconds: $1)) })
    }

    /// The day that it is in a zone at an instant.
    ///
    /// - Throws: `DatasetError.setting` for an unknown zone.
    static func day(of instant: Instant, zone: String) throws(DatasetError) -> CalendarDay {
        let day = CalendarDay(midnight: instant.startOfDay)
        // No zone is a day or more from UTC.
        let days = [day.adding(days: 1), day, day.adding(days: -1)]
        let midnights = try ZonedMidnights(Set(days), zone: zone)
        guard let today = days.first(where: { midnights[$0] <= instant }) else {
            preconditionFailure("a zone is less than a day from UTC")
        }
        return today
    }

    /// The first instant of a day that was asked for.
    subscript(day: CalendarDay) -> Instant {
        guard let instant = instants[day] else { preconditionFailure("\(day) was not asked for") }
        return instant
    }
}
