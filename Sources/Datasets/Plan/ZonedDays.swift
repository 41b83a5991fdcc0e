internal import Arithmetic
public import Features

/// Which day of a zone's calendar instants lie in, as people there would write it.
public struct ZonedDays: Equatable, Sendable {
    /// When the days begin, ascending; empty for UTC.
    private let midnights: [Instant]
    private let days: [CalendarDay]

    /// Asks the zone's rules for the days of some instants.
    ///
    /// - Throws: `DatasetError.setting` for an unknown zone.
    /// - Complexity: O(instants + n log n) for n different days.
    public init(_ instants: [Instant], zone: String) throws(DatasetError) {
        if zone == "UTC" {
            midnights = []
            days = []
            return
        }
        var near: Set<CalendarDay> = []
        for midnight in Set(instants.map(\.startOfDay)) {
            // No zone is a day or more from UTC.
            for days in -1...1 { near.insert(CalendarDay(midnight: midnight).adding(days: days)) }
        }
        let zoned = try ZonedMidnights(near, zone: zone)
        days = near.sorted()
        midnights = days.map { zoned[$0] }
    }

    /// The day of an instant that was asked for.
    ///
    /// - Complexity: O(log n) for n days.
    public func day(of instant: Instant) -> CalendarDay {
        if midnights.isEmpty { return CalendarDay(midnight: instant.startOfDay) }
        let place = midnights.partitioningIndex { $0 > instant } - 1
        precondition(place >= 0 && instant < midnights[place] + .days(2), "\(instant) was not asked for")
        return days[place]
    }
}
