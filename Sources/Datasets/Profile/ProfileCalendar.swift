internal import Features

/// The days, weeks and months of a profile, in the data's zone.
struct ProfileCalendar {
    /// Midnight of every day, and of the day after the last.
    private let midnights: [Int64]
    /// What the zone's clocks are ahead of UTC at every midnight, in microseconds.
    private let offsets: [Int64]
    /// The month of every day.
    let months: [Int]
    /// The names of the months, `2024-01`.
    let monthNames: [String]
    /// The first days of the whole weeks.
    let weekNames: [String]
    private let firstDay: CalendarDay
    /// The days before the first whole week.
    private let lead: Int

    private static let day: Int64 = 86_400_000_000
    /// Profiles look at no more than the last thirty years.
    private static let most = 10_958

    /// The calendar from the first to the last day, both counted.
    ///
    /// The first and, unless it is said to be whole, the last day may be cut: no week holds them.
    /// - Throws: `DatasetError.setting` for an unknown zone.
    init(from first: CalendarDay, to last: CalendarDay, lastIsWhole: Bool, zone: String) throws(DatasetError)
    {
        let span = Int((last.midnight - first.midnight).inDays.rounded())
        let count = min(Self.most, max(1, span + 1))
        firstDay = last.adding(days: 1 - count)
        var days: [CalendarDay] = []
        for place in 0...count { days.append(firstDay.adding(days: place)) }
        let zoned = try ZonedMidnights(Set(days), zone: zone)
        midnights = days.map { zoned[$0].microseconds }
        offsets = zip(days, midnights).map { $0.midnight.microseconds - $1 }
        var months: [Int] = []
        var names: [String] = []
        for day in days.dropLast() {
            let name = String(day.description.prefix(7))
            if names.last != name { names.append(name) }
            months.append(names.count - 1)
        }
        self.months = months
        monthNames = names
        let whole = max(0, count - 1 - (lastIsWhole ? 0 : 1))
        lead = count - (lastIsWhole ? 0 : 1) - whole / 7 * 7
        weekNames = stride(from: lead, to: lead + whole / 7 * 7, by: 7).map { days[$0].description }
    }

    /// The number of days.
    var dayCount: Int { months.count }

    /// The date of a day.
    func name(ofDay day: Int) -> String { date(ofDay: day).description }

    /// A day of the calendar.
    func date(ofDay day: Int) -> CalendarDay { firstDay.adding(days: day) }

    /// The first instant after the last day.
    var end: Int64 { midnights[midnights.count - 1] }

    /// The day that an instant lies in; nil outside the calendar.
    ///
    /// - Complexity: O(1): days are 23 to 25 hours long.
    func day(of instant: Int64) -> Int? {
        guard instant >= midnights[0], instant < end else { return nil }
        var day = min(dayCount - 1, Int((instant - midnights[0]) / Self.day))
        while instant < midnights[day] { day -= 1 }
        while instant >= midnights[day + 1] { day += 1 }
        return day
    }

    /// Microseconds since the midnight of that day.
    func time(of instant: Int64, day: Int) -> Int64 { instant - midnights[day] }

    /// The whole week of a day; nil before the first and after the last.
    func week(ofDay day: Int) -> Int? {
        guard day >= lead, (day - lead) / 7 < weekNames.count else { return nil }
        return (day - lead) / 7
    }

    /// What the clocks are ahead of UTC on a day, in microseconds.
    func offset(ofDay day: Int) -> Int64 { offsets[day] }

    /// The month of a week's first day.
    func month(ofWeek week: Int) -> String { String(weekNames[week].prefix(7)) }
}
