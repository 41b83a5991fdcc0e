extension Instant {
    /// The first instant a text can hold, 0000-01-01T00:00:00Z.
    public static let earliest = Instant(year: 0, month: 1, day: 1)
    /// The last instant a text can hold, 9999-12-31T23:59:59.999999Z.
    public static let latest = Instant(microseconds: Instant(year: 10000, month: 1, day: 1).microseconds - 1)

    /// Whole UTC days since 1970-01-01; negative before.
    ///
    /// - Complexity: O(1).
    public var dayNumber: Int { Int(Self.quotient(microseconds, TimeSpan.day.microseconds)) }

    /// Midnight UTC of the instant's day.
    public var startOfDay: Instant {
        Instant(microseconds: Int64(dayNumber) * TimeSpan.day.microseconds)
    }

    /// The proleptic Gregorian date in UTC: year, month in 1...12, day in 1...31.
    ///
    /// - Complexity: O(1). Source: H. Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
    public var civilDate: (year: Int, month: Int, day: Int) {
        let shifted = dayNumber + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    /// The number of days of a month of the proleptic Gregorian calendar.
    ///
    /// - Precondition: month in 1...12.
    public static func days(inMonth month: Int, of year: Int) -> Int {
        precondition((1...12).contains(month))
        if month == 2 {
            return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
    }

    /// The same time of day that many calendar months later (earlier if negative), in UTC.
    ///
    /// A day past the end of the month becomes its last day: 31 January plus one month is 28 or 29 February.
    /// So step from the first instant of a schedule, not from its latest.
    ///
    /// - Complexity: O(1).
    public func addingMonths(_ count: Int) -> Instant {
        let (year, month, day) = civilDate
        let months = year * 12 + (month - 1) + count
        let newYear = Int(Self.quotient(Int64(months), 12))
        let newMonth = months - newYear * 12 + 1
        let midnight = Instant(
            year: newYear, month: newMonth, day: min(day, Self.days(inMonth: newMonth, of: newYear)))
        return midnight + (self - startOfDay)
    }

    /// What is left of a division rounded towards minus infinity: never negative for a positive divisor.
    static func remainder(_ dividend: Int64, _ divisor: Int64) -> Int64 {
        dividend - quotient(dividend, divisor) * divisor
    }

    /// The quotient rounded towards minus infinity.
    static func quotient(_ dividend: Int64, _ divisor: Int64) -> Int64 {
        let quotient = dividend / divisor
        return dividend % divisor < 0 ? quotient - 1 : quotient
    }
}
