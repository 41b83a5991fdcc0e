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

    /// The first instant of a day that was asked for.
    subscript(day: CalendarDay) -> Instant {
        guard let instant = instants[day] else { preconditionFailure("\(day) was not asked for") }
        return instant
    }
}
