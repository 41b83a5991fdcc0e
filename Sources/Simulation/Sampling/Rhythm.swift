internal import Features
internal import LinearAlgebra

/// How activity is spread over the day, the week and the year, in UTC.
struct Rhythm: Sendable {
    private let weekdays: [Double]
    private let months: [Double]
    private let hours: [Choice]

    /// Microseconds of an hour.
    static let hour: Int64 = 3_600_000_000

    /// - Parameters:
    ///   - weekdays: weights from Monday on.
    ///   - months: weights from January on.
    ///   - working, free: weights of the 24 hours from Monday to Friday and at weekends.
    init(weekdays: [Double], months: [Double], working: [Double], free: [Double]) {
        self.weekdays = weekdays
        self.months = months
        hours = [Choice(weights: working), Choice(weights: free)]
    }

    /// Offices: mornings and afternoons of working days, little at weekends, a summer lull and a full autumn.
    static let office = Rhythm(
        weekdays: [1.15, 1.25, 1.25, 1.2, 0.95, 0.3, 0.25],
        months: [0.95, 1, 1.1, 1, 1, 0.95, 0.8, 0.75, 1.1, 1.15, 1.15, 0.85],
        working: [
            0.1, 0.06, 0.05, 0.05, 0.08, 0.2, 0.5, 1.2, 2.6, 3.6, 3.8, 3.4, 2.2, 2.8, 3.6, 3.4, 2.8, 1.9, 1.1,
            0.8, 0.8, 0.7, 0.5, 0.25,
        ],
        free: [
            0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.2, 0.4, 0.7, 1.1, 1.4, 1.4, 1.2, 1.2, 1.3, 1.3, 1.3, 1.4, 1.5,
            1.7,
            1.9, 1.7, 1.2, 0.7,
        ])

    /// After work on all days.
    static let evening = Rhythm(
        weekdays: [1, 1, 1, 1, 0.9, 0.8, 0.9], months: office.months,
        working: [
            1.5, 0.6, 0.2, 0.1, 0.1, 0.1, 0.3, 0.8, 0.6, 0.4, 0.4, 0.4, 0.8, 0.5, 0.4, 0.4, 0.6, 1.2, 2.6, 4,
            5, 5, 4, 2.6,
        ],
        free: [
            1.5, 0.6, 0.2, 0.1, 0.1, 0.1, 0.2, 0.4, 0.6, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 1, 1.6, 2.8, 4, 5,
            5, 4, 2.6,
        ])

    /// Saturdays and Sundays mostly.
    static let weekend = Rhythm(
        weekdays: [0.45, 0.4, 0.4, 0.45, 0.7, 2.4, 2.2], months: office.months,
        working: [
            0.5, 0.2, 0.1, 0.1, 0.1, 0.2, 0.4, 0.8, 1, 1, 1, 1, 1.4, 1, 1, 1, 1.2, 1.8, 2.4, 3, 3, 2.6, 2, 1,
        ],
        free: [
            0.5, 0.3, 0.1, 0.1, 0.1, 0.1, 0.2, 0.5, 1, 1.8, 2.6, 2.8, 2.4, 2.4, 2.6, 2.6, 2.4, 2.2, 2, 2, 2,
            1.8, 1.4, 0.9,
        ])

    /// The rhythm of some hours.
    static func of(_ hours: CompanySettings.Hours) -> Rhythm {
        switch hours {
        case .office: .office
        case .evening: .evening
        case .weekend: .weekend
        }
    }

    /// 0 for Monday to 6 for Sunday; day 0 is 1970-01-01, a Thursday.
    static func weekday(of day: Int) -> Int { ((day + 3) % 7 + 7) % 7 }

    /// A day's share of activity against the mean of its week, 1 on average.
    func weekdayWeight(of day: Int) -> Double {
        weekdays[Self.weekday(of: day)] * 7 / weekdays.reduce(0, +)
    }

    /// A day's share of activity against the mean of its year, 1 on average.
    func seasonWeight(of day: Int) -> Double {
        let month = Instant(microseconds: Int64(day) * TimeSpan.day.microseconds).civilDate.month
        return months[month - 1] * 12 / months.reduce(0, +)
    }

    /// A time of that day, in microseconds since 1970.
    func time(on day: Int, _ random: inout CounterRandom) -> Int64 {
        let hour = hours[Self.weekday(of: day) < 5 ? 0 : 1].draw(&random)
        return Int64(day) * TimeSpan.day.microseconds + Int64(hour) * Self.hour
            + Int64(random.integer(below: Int(Self.hour)))
    }
}
